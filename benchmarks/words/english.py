"""The speaker's English: what people call places, sides, spasms, medicines, and what they do."""

from __future__ import annotations

PLACES = {
    "calf": ("calf", "calf muscle"),
    "foot": ("foot",),
    "hand": ("hand",),
    "thigh": ("thigh", "upper leg"),
    "hamstring": ("hamstring",),
    "knee": ("knee",),
    "hip": ("hip",),
    "shin": ("shin",),
    "ankle": ("ankle",),
    "shoulder": ("shoulder",),
    "forearm": ("forearm",),
    "wrist": ("wrist",),
    "leg": ("leg",),
    "arm": ("arm",),
    "buttock": ("buttock", "bum cheek"),
    "big-toe": ("big toe",),
    "thumb": ("thumb",),
}
"""Places that have a left and a right."""

PLURALS = {
    "calf": "calves",
    "foot": "feet",
    "hand": "hands",
    "thigh": "thighs",
    "hamstring": "hamstrings",
    "knee": "knees",
    "hip": "hips",
    "shin": "shins",
    "ankle": "ankles",
    "shoulder": "shoulders",
    "leg": "legs",
    "arm": "arms",
    "forearm": "forearms",
    "wrist": "wrists",
}

MIDDLE = {
    "neck": ("neck",),
    "lower-back": ("lower back",),
    "belly": ("belly", "tummy", "stomach"),
    "jaw": ("jaw",),
    "back": ("back",),
}
"""Places without a side."""

SIDES = {"left": ("left", "left", "left", "l", "lt"), "right": ("right", "right", "right", "r", "rt")}

NOUNS = {"cramp": ("cramp", "cramp", "charley horse"), "spasm": ("spasm", "spasm", "muscle spasm")}
VERBS = {
    "cramp": ("cramped", "cramped up"),
    "spasm": ("went into spasm", "spasmed"),
    "": ("seized up", "locked up", "went rigid"),
}

NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()

BANDS = {"low": ("mild", "only mild"), "medium": ("moderate",), "high": ("severe", "really severe")}

SITUATIONS = (
    "while walking",
    "in the wheelchair",
    "during a transfer",
    "getting out of bed",
    "on the sofa",
    "in the shower",
    "putting my shoes on",
    "at my desk",
)

MEDICINES = {
    "baclofen": (("baclofen", "Lioresal"), (5, 10, 20)),
    "tizanidine": (("tizanidine", "Zanaflex"), (2, 4)),
    "gabapentin": (("gabapentin", "Neurontin"), (100, 300)),
    "pregabalin": (("pregabalin", "Lyrica"), (75, 150)),
    "diazepam": (("diazepam", "Valium"), (2, 5)),
    "paracetamol": (("paracetamol", "Panadol", "acetaminophen", "Tylenol"), (500, 1000)),
    "ibuprofen": (("ibuprofen", "Nurofen", "Advil"), (200, 400)),
    "magnesium": (("magnesium",), (200, 300, 400)),
    "dantrolene": (("dantrolene",), (25, 50)),
    "melatonin": (("melatonin",), (2,)),
}

NOT_TAKEN = {
    "ended": (
        "came off {m} in the spring",
        "my consultant stopped the {m}",
        "I don't take {m} any more",
        "no longer on {m}",
        "{m} was discontinued last month",
    ),
    "changed": (
        "the neurologist wants {m} at {a} mg from now on",
        "{m} is going up to {a} mg next week",
        "my {m} has been lowered to {a} mg",
        "new prescription says {m} {a} mg at night",
        "GP moved me from {m} {b} mg to {a} mg",
    ),
    "other": (
        "my husband takes {m} {a} mg",
        "my sister had her {m} at nine",
        "mum was given {m} {a} mg in hospital",
        "the man next door is on {m}",
        "gave the cat {m} {a} mg",
    ),
    "planned": (
        "going to take {m} {a} mg later",
        "will have {m} before bed",
        "{m} {a} mg is due at ten tonight",
        "must remember to take {m} tomorrow",
        "about to have a {m}",
        "if it carries on I will take {m} {a} mg",
    ),
    "asked": (
        "should I take another {m}?",
        "can you take {m} {a} mg with wine?",
        "is {a} mg of {m} a lot?",
        "what does {m} do?",
    ),
    "supply": (
        "collected {m} {a} mg from the chemist",
        "only {n} {m} left in the packet",
        "ordered more {m}",
        "counted {n} {m} tablets this morning",
        "put the {m} in my pill box",
        "dropped a {m} on the floor and the dog sniffed it",
    ),
    "about": (
        "the leaflet for {m} mentions {a} mg",
        "I think {m} is useless",
        "{m} tastes horrible",
        "worried about {m} and my liver",
        "used to be on {m} {a} mg years ago",
    ),
    "vomited": ("threw the {m} back up", "was sick just after the {m}"),
}
SKIPPED = (
    "forgot my {m} {t}",
    "didn't take my {m} {t}",
    "missed the {m} {t}",
    "skipped {m} {t}",
    "did not have my {m} {t}",
)
SKIP_TIMES = ("this morning", "at lunchtime", "today", "yesterday evening", "last night")

TREATMENTS = {
    "stretching": ("stretched my calves", "did my stretches", "stretching"),
    "massage": ("massaged the muscle", "massage"),
    "heat": ("hot water bottle on my leg", "heat pad"),
    "cold": ("ice pack on my calf",),
    "physiotherapy": ("physio session", "physiotherapy"),
    "yoga": ("yoga",),
    "swimming": ("went swimming",),
    "bath": ("warm bath",),
}
EXPOSURES = {
    "alcohol": ("two glasses of wine last night", "had a few beers"),
    "caffeine": ("drank three coffees",),
    "stress": ("stressful day at work", "very stressed today"),
    "poor-sleep": ("slept badly",),
    "little-to-drink": ("hardly drank any water today",),
    "long-sitting": ("sat all day",),
    "travel": ("long car journey",),
}
SYMPTOMS = {
    "dizzy": ("dizzy", "light-headed"),
    "tired": ("tired", "exhausted"),
    "sleepy": ("sleepy", "drowsy"),
    "dry-mouth": ("a dry mouth",),
    "sick": ("nauseous", "feeling sick"),
    "headache": ("a headache",),
    "tingling": ("pins and needles",),
    "unsteady": ("wobbly on my feet", "unsteady"),
}
NO_EVENT = (
    "my brother had a cramp in his calf last night",
    "my wife gets spasms in her legs too",
    "I used to have cramps every night years ago",
    "the physio says stretching may help my calves",
    "if my leg cramps tonight I will get up and walk",
    "I hope the spasms stay away tomorrow",
    "reading about leg cramps on the internet",
    "appointment about my spasms next Tuesday at 3",
    "that wasn't a cramp, I just knocked my knee",
    "the dog jumped on my left leg",
    "watched the match, 3 to 2",
    "bought 4 new cushions for the chair",
)
QUIET = (
    "this walk is killing me",
    "I could kill for a coffee",
    "the film was so sad I died",
    "fitted the new footplate today",
    "cut the hedge for an hour",
    "my chest of drawers is stuck",
    "no chest pain and no fever",
    "face cream made my cheeks itch",
    "my aunt had a stroke years ago",
    "numb hand from sleeping on it, gone in a minute",
    "jaw ached from laughing",
    "temperature outside was 38",
    "blood test tomorrow",
    "my pump for the bike tyres broke",
    "out of breath after the stairs, fine now",
    "hot curry made me sweat",
    "the battery alarm keeps beeping",
    "seeing my friends on Friday",
    "hearing aid was repaired",
    "the kettle went on the blink",
)
DISTRACTORS = (
    "walked {n} km",
    "cycled {n} miles",
    "carried {n} bags upstairs",
    "stood in a queue for {m} minutes",
    "did {n} lengths in the pool",
    "phoned my {n} sisters",
    "drove for {m} minutes",
)
SPOKEN = {"two": "to", "to": "two", "four": "for", "for": "four", "eight": "ate", "right": "write", "one": "won"}
"""What speech-to-text writes for what was said."""
FILLERS = ("um", "er", "well", "so", "like", "you know", "right so", "okay")
BREAKERS = frozenset("the a an my in of and at was it i is to for on with".split())

DANGER = (
    (
        "emergency",
        (),
        ("{numb} {saddle}",),
        {
            "numb": ("numb", "no feeling", "completely numb", "lost all feeling"),
            "saddle": ("between my legs", "around my bottom", "in my private parts", "in the saddle area"),
        },
    ),
    (
        "emergency",
        (),
        ("{bad} pain in my chest {more}", "{bad} chest pain {more}", "my chest feels crushed {more}"),
        {
            "bad": ("crushing", "severe", "heavy", "awful"),
            "more": ("since an hour", "and I'm sweating", "going down my arm", "and into my jaw", ""),
        },
    ),
    (
        "emergency",
        (),
        (
            "{who} face is drooping on {side}",
            "{who} mouth has dropped on {side}",
            "{who} speech is slurred and an arm is weak",
        ),
        {"who": ("my", "half my"), "side": ("one side", "the left", "the right")},
    ),
    (
        "emergency",
        (),
        ("{can} breathe {more}", "{hard} to breathe {more}"),
        {
            "can": ("I can't", "cant", "I cannot"),
            "hard": ("struggling", "really hard", "fighting"),
            "more": ("since just now", "lying down", "and my lips are blue", ""),
        },
    ),
    (
        "emergency",
        (),
        ("{both} {went} {when}",),
        {
            "both": ("both my legs", "both legs"),
            "went": ("suddenly won't move", "have suddenly gone weak", "are suddenly paralysed"),
            "when": ("this morning", "an hour ago", ""),
        },
    ),
    (
        "emergency",
        (),
        ("{i} {die}",),
        {
            "i": ("I", "honestly I", "I just"),
            "die": (
                "want to die",
                "want to kill myself",
                "don't want to live any more",
                "want to end my life",
                "wish I was dead",
            ),
        },
    ),
    (
        "emergency",
        ("multiple-sclerosis",),
        ("{none} and now {sign}",),
        {
            "none": (
                "no baclofen for three days",
                "ran out of baclofen on Sunday",
                "stopped my baclofen four days ago",
            ),
            "sign": ("I am confused", "seeing things that are not there", "a high fever and rigid", "hearing voices"),
        },
    ),
    (
        "emergency",
        ("multiple-sclerosis",),
        ("{i} {many} baclofen tablets {at}", "{i} an overdose of baclofen {at}"),
        {
            "i": ("I took", "just took", "I swallowed"),
            "many": ("fifteen", "twenty", "all my", "a whole packet of"),
            "at": ("at once", "an hour ago", ""),
        },
    ),
    (
        "emergency",
        ("multiple-sclerosis", "baclofen-pump"),
        ("my pump is {noise}", "the pump alarm {goes}"),
        {"noise": ("beeping", "bleeping", "sounding its alarm"), "goes": ("went off", "is going off", "won't stop")},
    ),
    (
        "emergency",
        ("spinal-cord-injury", "injury-t6-or-above"),
        ("pounding headache and {sign}, {why}",),
        {
            "sign": ("sweating above my injury", "flushed face", "goose bumps"),
            "why": ("catheter is blocked", "my bag is empty", "bladder is full"),
        },
    ),
    (
        "emergency",
        (),
        ("I {can} pee {since} and my back is agony",),
        {"can": ("can't", "cannot", "cant"), "since": ("since this morning", "since last night", "any more")},
    ),
    (
        "emergency",
        (),
        ("my {pee} is {dark} and my muscles are {sore}",),
        {
            "pee": ("pee", "urine", "wee"),
            "dark": ("dark brown", "like cola", "the colour of tea"),
            "sore": ("agony", "very painful and weak", "swollen and sore"),
        },
    ),
    (
        "same-day",
        (),
        ("my {side} calf is {swollen} and {hot} since yesterday",),
        {
            "side": ("left", "right"),
            "swollen": ("swollen", "very swollen"),
            "hot": ("hot", "red and hot", "red and sore"),
        },
    ),
    (
        "same-day",
        ("multiple-sclerosis",),
        ("{gone}",),
        {
            "gone": (
                "I have run out of baclofen",
                "no baclofen since yesterday, the pharmacy has none",
                "I have stopped taking my baclofen",
                "threw up my baclofen twice today",
            )
        },
    ),
    (
        "same-day",
        ("multiple-sclerosis",),
        ("fever of {t} and {more}",),
        {"t": ("38.8", "39.1", "39.4"), "more": ("shivering", "my spasms are far worse", "burning when I pee")},
    ),
)
"""Tier, what is known of the person, templates, and the words that fill them."""

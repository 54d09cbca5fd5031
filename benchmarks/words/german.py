"""The speaker's German."""

from __future__ import annotations

PLACES = {
    "calf": ("Wade", "f"),
    "foot": ("Fuß", "m"),
    "hand": ("Hand", "f"),
    "thigh": ("Oberschenkel", "m"),
    "knee": ("Knie", "n"),
    "hip": ("Hüfte", "f"),
    "shin": ("Schienbein", "n"),
    "ankle": ("Knöchel", "m"),
    "shoulder": ("Schulter", "f"),
    "forearm": ("Unterarm", "m"),
    "wrist": ("Handgelenk", "n"),
    "leg": ("Bein", "n"),
    "arm": ("Arm", "m"),
    "sole": ("Fußsohle", "f"),
}
PLURALS = {
    "calf": "Waden",
    "foot": "Füße",
    "hand": "Hände",
    "thigh": "Oberschenkel",
    "leg": "Beine",
    "arm": "Arme",
    "shoulder": "Schultern",
    "forearm": "Unterarme",
}
MIDDLE = {"neck": "Nacken", "lower-back": "unteren Rücken", "belly": "Bauch", "jaw": "Kiefer", "back": "Rücken"}
SIDES = {"left": "link", "right": "recht"}
ENDINGS = {"f": "e", "m": "er", "n": "es"}
IN = {"f": "in der {s}en", "m": "im {s}en", "n": "im {s}en"}

NOUNS = {"cramp": "Krampf", "spasm": "Spasmus"}
VERBS = {"cramp": "hat gekrampft", "": "hat zugemacht"}
NUMBERS = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()
BANDS = {"low": ("leicht",), "medium": ("mittelstark",), "high": ("sehr stark", "heftig")}
SITUATIONS = ("beim Gehen", "im Rollstuhl", "beim Transfer", "beim Aufstehen", "auf dem Sofa", "unter der Dusche")

MEDICINES = {
    "baclofen": (("Baclofen", "Lioresal"), (5, 10, 25)),
    "tizanidine": (("Tizanidin", "Sirdalud"), (2, 4)),
    "gabapentin": (("Gabapentin",), (100, 300)),
    "pregabalin": (("Pregabalin", "Lyrica"), (75, 150)),
    "diazepam": (("Diazepam", "Valium"), (2, 5)),
    "paracetamol": (("Paracetamol",), (500, 1000)),
    "ibuprofen": (("Ibuprofen",), (200, 400)),
    "magnesium": (("Magnesium",), (200, 300, 400)),
}
NOT_TAKEN = {
    "ended": ("{m} ist seit letztem Monat abgesetzt", "nehme {m} nicht mehr", "der Arzt hat {m} gestrichen"),
    "changed": (
        "{m} wird auf {a} mg erhöht",
        "soll ab nächster Woche {m} {a} mg nehmen",
        "neues Rezept: {m} {a} mg abends",
        "{m} wurde auf {b} mg gesenkt",
    ),
    "other": ("mein Mann nimmt {m} {a} mg", "meine Mutter bekam {m} im Krankenhaus", "der Hund bekommt {m} {a} mg"),
    "planned": (
        "nehme später noch {m}",
        "{m} {a} mg ist um zehn fällig",
        "morgen früh wieder {m} nehmen",
        "wenn es schlimmer wird nehme ich {m} {a} mg",
    ),
    "asked": ("darf ich noch eine {m} nehmen?", "sind {a} mg {m} viel?", "wofür ist {m}?"),
    "supply": (
        "{m} {a} mg aus der Apotheke geholt",
        "nur noch {n} {m} in der Packung",
        "{m} nachbestellt",
        "{n} Tabletten {m} gezählt",
    ),
    "about": ("im Beipackzettel von {m} steht {a} mg", "{m} hilft mir nicht", "früher hatte ich {m} {a} mg"),
    "vomited": ("die {m} wieder erbrochen",),
}
SKIPPED = ("{m} {t} vergessen", "habe {t} kein {m} genommen", "{m} {t} ausgelassen")
SKIP_TIMES = ("heute Morgen", "mittags", "heute", "gestern Abend")
TREATMENTS = {
    "stretching": ("Waden gedehnt", "gedehnt"),
    "massage": ("massiert",),
    "heat": ("Wärmflasche auf dem Bein",),
    "physiotherapy": ("Physiotherapie", "Krankengymnastik"),
    "yoga": ("Yoga",),
    "bath": ("warmes Bad",),
}
EXPOSURES = {
    "alcohol": ("zwei Gläser Wein gestern Abend",),
    "caffeine": ("drei Tassen Kaffee getrunken",),
    "stress": ("viel Stress bei der Arbeit",),
    "poor-sleep": ("schlecht geschlafen",),
    "little-to-drink": ("kaum etwas getrunken heute",),
    "long-sitting": ("den ganzen Tag gesessen",),
}
SYMPTOMS = {
    "dizzy": ("schwindlig",),
    "tired": ("müde", "erschöpft"),
    "sick": ("übel",),
    "headache": ("Kopfschmerzen",),
    "dry-mouth": ("Mundtrockenheit",),
    "tingling": ("Kribbeln",),
}
NO_EVENT = (
    "mein Bruder hatte heute Nacht einen Wadenkrampf",
    "meine Frau hat auch oft Krämpfe in den Beinen",
    "früher hatte ich jede Nacht Krämpfe",
    "die Physiotherapeutin meint, Dehnen könnte helfen",
    "wenn heute Nacht die Wade krampft, stehe ich auf",
    "hoffentlich bleiben die Krämpfe morgen weg",
    "Termin wegen der Spastik nächsten Dienstag um 15 Uhr",
    "das war kein Krampf, hab mir nur das Knie gestoßen",
    "der Hund ist mir auf das linke Bein gesprungen",
    "3 zu 2 verloren",
)
QUIET = (
    "der Lärm bringt mich noch um",
    "ich sterbe vor Hunger",
    "keine Brustschmerzen und kein Fieber",
    "die Luftpumpe piept nicht mehr",
    "meine Tante hatte vor Jahren einen Schlaganfall",
    "draußen waren es 38 Grad",
    "Hand eingeschlafen, nach einer Minute wieder gut",
    "nach der Treppe außer Atem, jetzt gut",
    "die Hecke geschnitten",
    "morgen Blutabnahme",
)
DISTRACTORS = (
    "bin {n} km gelaufen",
    "{n} Einkaufstaschen getragen",
    "{m} Minuten in der Schlange gestanden",
    "{n} Bahnen geschwommen",
)
SPOKEN = {"Wade": "Waage", "wade": "waage", "vier": "wir", "seit": "seid", "Fuß": "fuss"}
FILLERS = ("äh", "ähm", "also", "ja", "halt", "so", "na ja")
BREAKERS = frozenset("der die das ein eine im in am um und mit war ist ich für von auf bei zu".split())

DANGER = (
    (
        "emergency",
        (),
        ("{numb} {saddle}",),
        {"numb": ("taub", "kein Gefühl"), "saddle": ("zwischen den Beinen", "im Schritt", "am Gesäß")},
    ),
    (
        "emergency",
        (),
        ("{bad} Brustschmerzen {more}", "{bad} Druck auf der Brust {more}"),
        {"bad": ("starke", "heftige"), "more": ("seit einer Stunde", "bis in den Arm", "und ich schwitze")},
    ),
    (
        "emergency",
        (),
        ("mein Gesicht hängt {side}", "mein Mundwinkel hängt {side}"),
        {"side": ("links", "rechts", "auf einer Seite")},
    ),
    (
        "emergency",
        (),
        ("ich {no} {more}",),
        {
            "no": ("bekomme keine Luft", "kriege keine Luft", "kann kaum atmen"),
            "more": ("mehr", "im Liegen", "seit eben"),
        },
    ),
    (
        "emergency",
        (),
        ("ich {die}",),
        {"die": ("will nicht mehr leben", "will sterben", "will mich umbringen", "denke an Selbstmord")},
    ),
    (
        "emergency",
        (),
        ("beide Beine {weak} {when}",),
        {"weak": ("plötzlich gelähmt", "plötzlich schwach", "plötzlich ohne Kraft"), "when": ("seit heute Morgen", "")},
    ),
    (
        "emergency",
        ("multiple-sclerosis",),
        ("{none} und jetzt {sign}",),
        {
            "none": ("seit drei Tagen kein Baclofen", "Baclofen vor vier Tagen abgesetzt"),
            "sign": ("bin ich verwirrt", "sehe ich Dinge die nicht da sind", "hohes Fieber und ganz steif"),
        },
    ),
    (
        "emergency",
        ("multiple-sclerosis",),
        ("habe {many} Tabletten Baclofen auf einmal geschluckt", "Überdosis Baclofen {many} Tabletten genommen"),
        {"many": ("zwanzig", "fünfzehn")},
    ),
    ("emergency", ("multiple-sclerosis", "baclofen-pump"), ("meine Pumpe {goes}",), {"goes": ("piept", "gibt Alarm")}),
    (
        "same-day",
        (),
        ("meine {side} Wade ist {swollen} und {hot} seit gestern",),
        {"side": ("linke", "rechte"), "swollen": ("geschwollen", "dick"), "hot": ("heiß", "rot und heiß")},
    ),
    (
        "same-day",
        ("multiple-sclerosis",),
        ("{gone}",),
        {"gone": ("mein Baclofen ist alle", "kein Baclofen mehr seit gestern", "ich habe Baclofen selbst abgesetzt")},
    ),
)

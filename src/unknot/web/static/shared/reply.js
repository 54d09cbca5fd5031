// A structured reply in FHIR R4, encrypted with the key of the link (compact JWE, `dir`, A256GCM): only who has the link
// can write one, and nobody on the way can change it.

const UNITS = { mg: "mg", g: "g", mL: "mL", "{tbl}": "tablet", "{drop}": "drop", ug: "microgram" };

// `said` has author, plans [{ medicine, amount, unit, times, from, stops }], decision, answers [{ question, text }].
export function bundleOf(said, now) {
  const at = now.toISOString();
  const person = { resourceType: "Patient" };
  const author = { resourceType: "Practitioner", name: [{ text: said.author }] };
  const [subject, requester] = [reference(person), reference(author)];
  const resources = [person, author, ...said.plans.map((plan) => planOf(plan, subject, requester, at))];
  if (said.decision) {
    resources.push({
      resourceType: "CarePlan", status: "active", intent: "plan", subject, created: at, description: said.decision,
    });
  }
  if (said.answers.length) {
    resources.push({
      resourceType: "QuestionnaireResponse", status: "completed", authored: at,
      item: said.answers.map(({ question, text }, n) => ({ linkId: `${n + 1}`, text: question, answer: [{ valueString: text }] })),
    });
  }
  const entry = resources.map((resource) => ({ fullUrl: addressOf(resource), resource }));
  return { resourceType: "Bundle", type: "collection", timestamp: at, entry };
}

const addresses = new WeakMap();
function addressOf(resource) {
  if (!addresses.has(resource)) addresses.set(resource, `urn:uuid:${crypto.randomUUID()}`);
  return addresses.get(resource);
}
const reference = (resource) => ({ reference: addressOf(resource) });

function planOf(plan, subject, requester, authoredOn) {
  const made = {
    resourceType: "MedicationRequest", status: plan.stops ? "stopped" : "active", intent: "order", authoredOn, subject,
    requester, medicationCodeableConcept: { text: plan.medicine },
  };
  const repeat = { boundsPeriod: { start: plan.from } };
  if (plan.stops) return { ...made, dosageInstruction: [{ timing: { repeat } }] };
  const quantity = { value: plan.amount, unit: UNITS[plan.unit], system: "http://unitsofmeasure.org", code: plan.unit };
  const timeOfDay = plan.times.map((time) => `${time}:00`);
  const timing = { repeat: { ...repeat, frequency: timeOfDay.length, period: 1, periodUnit: "d", timeOfDay } };
  return { ...made, dosageInstruction: [{ timing, doseAndRate: [{ doseQuantity: quantity }] }] };
}

// 08:00, 14:30 -> ["08:00", "14:30"]; null if any of it is no time of day.
export function timesOf(text) {
  const found = text.split(/[\s,;]+/).filter(Boolean).map((one) => /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(one));
  if (!found.length || found.includes(null)) return null;
  return found.map(([, hour, minute]) => `${hour.padStart(2, "0")}:${minute}`);
}

const base64url = (data) => btoa(String.fromCharCode(...data)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

export async function sealed(bundle, key) {
  const encode = (text) => new TextEncoder().encode(text);
  const header = base64url(encode(JSON.stringify({ alg: "dir", enc: "A256GCM", cty: "application/fhir+json" })));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const secret = await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt"]);
  const made = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: encode(header) }, secret, encode(JSON.stringify(bundle)));
  const all = new Uint8Array(made);
  const piece = (data) => Array.from({ length: Math.ceil(data.length / 3000) || 1 }, (_, n) => data.subarray(n * 3000, (n + 1) * 3000))
    .map(base64url).join("");
  return [header, "", base64url(iv), piece(all.subarray(0, -16)), base64url(all.subarray(-16))].join(".");
}

// ---------------------------------------------------------------- the form

// What the form says; throws the name of the word that tells what is missing.
export function saidIn(form) {
  const value = (name, within = form) => within.querySelector(`[name=${name}]`)?.value.trim() ?? "";
  const plans = [...form.querySelectorAll("[data-plan]")].filter((row) => value("medicine", row)).map((row) => {
    const stops = row.querySelector("[name=stops]").checked;
    const times = timesOf(value("times", row));
    const amount = Number(value("amount", row).replace(",", "."));
    if (!value("from", row)) throw new Error("no-day");
    if (!stops && (!times || !(amount > 0))) throw new Error("no-times");
    return { medicine: value("medicine", row), amount, unit: value("unit", row), times, from: value("from", row), stops };
  });
  const answers = [...form.querySelectorAll("[data-question]")]
    .map((one) => ({ question: one.dataset.question, text: one.value.trim() })).filter((one) => one.text);
  const said = { author: value("name"), plans, decision: value("decision"), answers };
  if (!plans.length && !said.decision && !answers.length) throw new Error("nothing");
  return said;
}

// A field for each question of the person that travels in the bundle.
export function asked(bundle, place) {
  const questions = bundle.entry.map((one) => one.resource)
    .filter((one) => one.resourceType === "Observation" && one.code?.coding?.some((c) => c.code === "field.question"))
    .map((one) => one.valueString).filter(Boolean);
  for (const [n, question] of [...new Set(questions)].entries()) {
    const field = document.createElement("div");
    field.className = "field";
    const label = Object.assign(document.createElement("label"), { htmlFor: `answer-${n}`, textContent: question });
    const text = Object.assign(document.createElement("textarea"), { id: `answer-${n}`, rows: 2, maxLength: 1000 });
    text.dataset.question = question;
    field.append(label, text);
    place.append(field);
  }
  return questions.length;
}

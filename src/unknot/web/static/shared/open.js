// The clinician's page: opens the link in the address, shows the pages that travel in it, takes a note back.

import { asked, bundleOf, saidIn, sealed } from "./reply.js";
import { Gone, WrongPasscode, open, read } from "./shlink.js";

const part = (name) => document.querySelector(`[data-part="${name}"]`);
const find = (name) => document.querySelector(`[data-${name}]`);
const word = (name) => document.querySelector(`[data-word="${name}"]`).content.textContent;
const link = read(location.hash);
const secret = link?.url.split("/").pop();

function show(name) {
  for (const one of document.querySelectorAll("[data-part]")) one.hidden = one.dataset.part !== name;
  if (name === "over") part("over").focus();
}

// ---------------------------------------------------------------- opening

// The ticket lets this tab load again without spending an opening. It decrypts nothing, and goes with the tab.
const ticket = { get: () => sessionStorage.getItem(secret), keep: (value) => sessionStorage.setItem(secret, value) };

async function opening(fields) {
  const found = await open(link, { ...fields, recipient: fields.recipient || word("someone"), ticket: ticket.get() });
  if (found.ticket) ticket.keep(found.ticket);
  shown(found.content);
  find("back").hidden = !found.notes;
  find("asked").hidden = !asked(found.content, find("asked"));
}

async function submitted(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button");
  const said = find("said");
  if (button.disabled) return;
  button.disabled = true;
  said.textContent = "";
  try {
    await opening({ recipient: form.elements.recipient.value.trim(), passcode: form.elements.passcode.value });
  } catch (error) {
    if (error instanceof WrongPasscode) said.textContent = wrong(error.left);
    else if (error instanceof Gone || error instanceof DOMException) show("over");
    else said.textContent = word("unreachable");
  }
  button.disabled = false;
}

function wrong(left) {
  if (left === 0) return word("used-up");
  return left === 1 ? word("wrong-one") : word("wrong").replace("{n}", left);
}

// ---------------------------------------------------------------- showing

function documents(bundle, type) {
  const attached = bundle.entry.map((one) => one.resource).filter((one) => one.resourceType === "DocumentReference")
    .map((one) => one.content[0].attachment);
  return attached.filter((one) => one.contentType === type).map((one) => ({ ...one, bytes: decoded(one.data) }));
}

const decoded = (data) => Uint8Array.from(atob(data), (c) => c.charCodeAt(0));

function shown(bundle) {
  const pages = documents(bundle, "text/html");
  const standard = Math.max(0, pages.findIndex((one) => one.title.includes("28")));
  const choices = find("periods");
  pages.forEach((page, n) => choices.append(choice(page, n === standard)));
  choices.hidden = pages.length < 2;
  saved(find("fhir"), JSON.stringify(bundle), "application/fhir+json", "spasm-profile.json");
  for (const pdf of documents(bundle, "application/pdf")) {
    saved(find("pdf"), pdf.bytes, "application/pdf", "spasm-profile.pdf");
    find("pdf").hidden = false;
  }
  show("shown");
  frame(pages[standard]);
}

function choice(page, chosen) {
  const label = document.createElement("label");
  label.className = "chip";
  const input = Object.assign(document.createElement("input"), { type: "radio", name: "period", checked: chosen });
  input.addEventListener("change", () => frame(page));
  const words = document.createElement("span");
  words.textContent = page.title;
  label.append(input, words);
  return label;
}

// The very page that travels. The sandbox runs no script and sends no form; being of our origin only lets us measure it
// and print it.
function frame(page) {
  const where = find("frame");
  where.srcdoc = new TextDecoder().decode(page.bytes);
  where.addEventListener("load", () => {
    fit();
    where.contentDocument.addEventListener("toggle", fit, true);
    new ResizeObserver(fit).observe(where.contentDocument.body);
  }, { once: true });
}

function fit() {
  const where = find("frame");
  const body = where.contentDocument.body;
  where.style.blockSize = `${Math.ceil(body.getBoundingClientRect().height)}px`;
}

function saved(where, content, type, name) {
  where.href = URL.createObjectURL(new Blob([content], { type }));
  where.download = name;
}

// ---------------------------------------------------------------- printing

// By itself the page in the frame breaks well over sheets.
function printed(event) {
  if (event.key !== "p" || !(event.ctrlKey || event.metaKey) || part("shown").hidden) return;
  event.preventDefault();
  find("frame").contentWindow.print();
}

// The menu of a browser prints the whole window, and lays no frame out anew for it: in the height it has on the screen it
// would be cut. So it gets the width of a sheet before, and the height that goes with it.
function onPaper(width) {
  find("frame").style.inlineSize = width;
  if (!part("shown").hidden) fit();
}

// ---------------------------------------------------------------- writing back

async function wrote(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const answer = find("answer");
  const body = JSON.stringify({ name: form.elements.name.value, text: form.elements.text.value });
  const sent = await fetch(document.querySelector("main").dataset.note.replace("ADDRESS", secret), {
    method: "POST", body, headers: { "content-type": "application/json" }, credentials: "omit", referrerPolicy: "no-referrer",
  }).catch(() => null);
  if (sent?.ok) form.reset();
  answer.textContent = outcome(sent);
}

// What became of what was sent, in words; `sent` is null if nobody answered.
function outcome(sent) {
  if (!sent) return word("unreachable");
  return word(sent.ok ? "sent" : { 404: "ended", 409: "no-more" }[sent.status] ?? "not-taken");
}

async function replied(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const answer = find("replied");
  try {
    const said = saidIn(form);
    if (!said.author) throw new Error("no-name");
    const body = await sealed(bundleOf(said, new Date()), link.key);
    const sent = await fetch(document.querySelector("main").dataset.replies.replace("ADDRESS", secret), {
      method: "POST", body, headers: { "content-type": "application/jose" }, credentials: "omit", referrerPolicy: "no-referrer",
    }).catch(() => null);
    if (sent?.ok) form.reset();
    answer.textContent = outcome(sent);
  } catch (error) {
    answer.textContent = word(error.message);
  }
}

function another() {
  const rows = document.querySelectorAll("[data-plan]");
  if (rows.length >= 8) return;
  const row = rows[0].cloneNode(true);
  for (const input of row.querySelectorAll("input")) {
    input.value = "";
    input.checked = false;
  }
  find("plans").append(row);
  row.querySelector("input").focus();
}

// ---------------------------------------------------------------- begin

if (!link) {
  show("over");
} else {
  find("only").hidden = !link.flag.includes("P");
  find("open").hidden = false;
  find("open").addEventListener("submit", submitted);
  find("write").addEventListener("submit", wrote);
  find("reply").addEventListener("submit", replied);
  find("another").addEventListener("click", another);
  if (ticket.get()) opening({ recipient: "" }).catch(() => show("ask"));
}
window.addEventListener("keydown", printed);
window.addEventListener("beforeprint", () => onPaper("180mm"));
window.addEventListener("afterprint", () => onPaper(""));
window.addEventListener("hashchange", () => location.reload());

// Shows how far a file has been sent, and that it is being read. Without this the form sends itself as it always did.

import { say } from "./say.js";

const form = document.querySelector("[data-sends]");
const line = form.querySelector(".sending");
const bar = line.querySelector("progress");
const words = line.querySelector("p");
const button = form.querySelector("button");

form.addEventListener("submit", (event) => {
  if (!form.elements.file.files.length) return; // the server says what is missing
  event.preventDefault();
  tell(form.dataset.sending);
  button.disabled = true;
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = loaded / total;
    words.textContent = `${form.dataset.sending} ${Math.floor((100 * loaded) / total)} %`;
  });
  request.upload.addEventListener("load", reading);
  request.addEventListener("load", () => arrived(request));
  request.addEventListener("error", () => failed(form.dataset.failed));
  request.open("POST", location.href);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.send(new FormData(form));
});

// Back on this page from the next one, it is as it was.
addEventListener("pageshow", ({ persisted }) => persisted && rest());

function tell(text) {
  line.hidden = false;
  words.textContent = text;
  say(text);
}

function reading() {
  bar.removeAttribute("value"); // how long it takes is not known
  tell(form.dataset.reading);
}

function arrived({ status, response }) {
  if (status === 200 && response?.place) location.assign(response.place);
  else failed(response?.error ?? form.dataset.failed);
}

function failed(text) {
  rest();
  tell(text);
  bar.hidden = true;
}

function rest() {
  line.hidden = true;
  bar.hidden = button.disabled = false;
  bar.value = 0;
}

// The one polite live region: what was saved is said once, in the words that stand on the page.

export function say(words) {
  document.getElementById("said").textContent = words;
}

export function sayWhatChanged() {
  const news = document.querySelector("[data-say]");
  // A region that is filled while the page loads is not read out; one filled a moment later is.
  if (news) setTimeout(() => say(news.dataset.say), 300);
}

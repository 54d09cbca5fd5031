// Notices in this browser: asks it where it can be reached, and sends the form with the answer in it.

const form = document.querySelector("form[data-push]");
const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

if (form && can) {
  form.hidden = false;
  document.querySelector("[data-cannot]").hidden = true;
  form.addEventListener("submit", subscribe);
}

async function subscribe(event) {
  if (form.elements.subscription.value) return;
  event.preventDefault();
  try {
    if ((await Notification.requestPermission()) !== "granted") throw new Error("refused");
    const worker = await navigator.serviceWorker.ready;
    const subscription = await worker.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytes(form.dataset.push),
    });
    form.elements.subscription.value = JSON.stringify(subscription);
    form.submit();
  } catch {
    form.querySelector("[data-said]").textContent = form.dataset.refused;
  }
}

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

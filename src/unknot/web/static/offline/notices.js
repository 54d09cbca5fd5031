// Notices: shown as they come, answered from their buttons without opening a page.

export function takeNotices() {
  self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    const { link } = event.notification.data ?? {};
    event.waitUntil(event.action ? answer(link, event.action) : open(link));
  });
}

function show(data) {
  const { title, body, link, buttons = [] } = data?.json() ?? {};
  return self.registration.showNotification(title ?? "Unknot", {
    body,
    tag: link,
    data: { link },
    actions: buttons.map(({ answer: action, words }) => ({ action, title: words })),
  });
}

// One press, one answer. What could not be sent is asked on its page, where a network error is plain to see.
async function answer(link, said) {
  try {
    const response = await fetch(`${link}/${said}`, { method: "POST", credentials: "omit" });
    if (!response.ok && response.status !== 410) throw new Error(String(response.status));
  } catch {
    await open(link);
  }
}

// Only pages of our own are opened, whatever a message says.
async function open(link) {
  const url = new URL(link ?? "/", location.origin);
  await self.clients.openWindow(url.origin === location.origin ? url : "/");
}

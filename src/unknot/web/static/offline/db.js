// What this device keeps by itself: unsent entries and what the empty Log page needs. Nothing that was sent, no history.
// Every record is encrypted with a key that never leaves the browser and cannot be read out of it.

const NAME = "unknot";
const VERSION = 1;

let opened;

function open() {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore("outbox", { keyPath: "place", autoIncrement: true });
      db.createObjectStore("parked", { keyPath: "id" });
      db.createObjectStore("shell");
      db.createObjectStore("keys");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => { request.result.close(); opened = undefined; };
      request.result.onclose = () => { opened = undefined; };
      done(request.result);
    };
    request.onerror = () => { opened = undefined; failed(request.error); };
  });
  return opened;
}

// One transaction on one store. A write has happened when the disk has it: strict durability.
export async function within(store, mode, work) {
  const db = await open();
  return new Promise((done, failed) => {
    const transaction = db.transaction(store, mode, { durability: "strict" });
    let result;
    const request = work(transaction.objectStore(store));
    if (request) request.onsuccess = () => { result = request.result; };
    transaction.oncomplete = () => done(result);
    transaction.onerror = () => failed(transaction.error);
    transaction.onabort = () => failed(transaction.error);
  });
}

async function key() {
  const found = await within("keys", "readonly", (keys) => keys.get("outbox"));
  if (found) return found;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  // Another tab may have made one meanwhile: add fails then, and theirs is taken.
  try {
    await within("keys", "readwrite", (keys) => keys.add(made, "outbox"));
    return made;
  } catch {
    return within("keys", "readonly", (keys) => keys.get("outbox"));
  }
}

export async function seal(value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), text) };
}

export async function unseal({ iv, sealed }) {
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), sealed);
  return JSON.parse(new TextDecoder().decode(text));
}

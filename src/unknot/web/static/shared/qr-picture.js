// Reads the code in a picture, where the browser can: the words go into the field, the picture goes nowhere.

const field = document.querySelector("[data-qr]");
const none = document.querySelector("[data-none]");

if ("BarcodeDetector" in window) {
  field.hidden = false;
  document.querySelector("[data-picture]").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(file)).catch(() => []);
    const link = found.map((one) => one.rawValue).find((text) => text.includes("shlink:/"));
    none.hidden = Boolean(link);
    if (link) document.getElementById("link").value = link;
  });
}

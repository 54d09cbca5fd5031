// Reads QR codes out of PNG files with jsqr, which is not ours: a path a line in, one JSON line out.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import jsQR from "jsqr";
import { PNG } from "pngjs";

for await (const path of createInterface({ input: process.stdin })) {
  const { data, width, height } = PNG.sync.read(readFileSync(path));
  const found = jsQR(new Uint8ClampedArray(data), width, height);
  console.log(JSON.stringify(found ? Buffer.from(found.binaryData).toString("utf8") : null));
}

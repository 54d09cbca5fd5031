// Reads FHIR resources as JSON lines from standard input; prints one JSON list of errors a line.
import { createInterface } from "node:readline";
import fhir from "fhir";

const checker = new fhir.Fhir();
for await (const line of createInterface({ input: process.stdin })) {
  const result = checker.validate(JSON.parse(line), { errorOnUnexpected: true });
  const errors = result.messages.filter((m) => m.severity === "error" || m.severity === "fatal");
  console.log(JSON.stringify(errors.map((m) => `${m.location}: ${m.message}`)));
}

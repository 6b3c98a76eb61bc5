import openapiTS, { astToString, COMMENT_HEADER, type OpenAPI3 } from "openapi-typescript";
import description from "../../openapi.json?raw";
import committed from "./schema.ts?raw";

it("has types that were generated from the committed description", async () => {
  const generated = COMMENT_HEADER + astToString(await openapiTS(JSON.parse(description) as OpenAPI3));

  expect(committed, "Run `npm run generate` and commit schema.ts.").toBe(generated);
});

import { anAccount } from "../testing/builders";
import { accountName } from "./accountName";

it("prefers the handle, then the name, then TikTok's own id", () => {
  expect(accountName(anAccount({ handle: "brand_ph" }))).toBe("@brand_ph");
  expect(accountName(anAccount({ handle: null, displayName: "Brand PH" }))).toBe("Brand PH");
  expect(accountName(anAccount({ handle: null, displayName: " ", externalId: "open-1" }))).toBe("open-1");
});

it("never gets longer than a line", () => {
  expect(accountName(anAccount({ handle: "x".repeat(500) })).length).toBeLessThan(100);
});

import { en } from "../../i18n/en";
import { zhCN } from "../../i18n/zh-CN";
import { sendFailureOf } from "./sendFailure";

/** Section 5.2 of the wire notes, without those that mean success. */
const TIKTOKS = [
  40000, 40001, 40002, 40003, 40007, 40050, 40064, 40100, 40102, 40103, 40104, 40105, 40107, 40108, 40110, 40113, 40117, 40118, 40130, 40131, 40132, 40201, 40202, 40400,
  ...Array.from({ length: 17 }, (_, index) => 40900 + index),
  41000, 50000, 50002, 51010, 51065, 60001, 61000,
];
const OURS = ["window-closed", "quota-used-up", "quota-used-up-today", "account-unbound", "account-disconnected", "platform-not-configured", "private-replies-off", "private-reply-refused", "private-reply-too-old"];

it.each([...TIKTOKS.map(String), ...OURS])("says in words what %s means and what to do", (code) => {
  const failure = sendFailureOf(code);

  expect(failure).not.toBe("UNKNOWN");
  expect(en.failure[failure]).toMatch(/\. .+\.$/);
  expect(zhCN.failure[failure]).toMatch(/[。，].+。$/);
});

it("owns up to a code that nobody knows", () => {
  expect(sendFailureOf("49999")).toBe("UNKNOWN");
  expect(sendFailureOf(null)).toBe("UNKNOWN");
});

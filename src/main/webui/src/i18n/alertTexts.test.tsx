import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { I18nextProvider } from "react-i18next";
import { ALERT_KINDS, type Alert, type AlertArgs, type AlertKind } from "../api/cockpit";
import { anAlert } from "../testing/health";
import { i18n } from "./i18n";
import { useAlertText } from "./useAlertText";

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const ARGS: Readonly<Record<AlertKind, AlertArgs>> = {
  NEEDS_RECONNECT: { reason: "TikTok refused the token." },
  MESSAGES_NOT_SUBSCRIBED: {},
  WEBHOOKS_ELSEWHERE: { topic: "COMMENT", callbackUrl: "https://elsewhere.example/hook" },
  COMMENTS_NOT_SUBSCRIBED: {},
  SOME_POSTS_ONLY: { posts: 12 },
  TOKEN_NOT_RENEWED: { expiresAt: ago(-30), failure: "40105" },
  CONSENT_ENDING: { endsAt: ago(-60 * 24 * 6), notice: "WEEK" },
  PERMISSION_MISSING: { features: "READ_COMMENTS,WRITE_COMMENTS" },
  SENDS_FAILING: { failed: 7, of: 20, code: "40064" },
  QUOTA_USED_UP: { until: ago(-60) },
  SILENT: { lastEventAt: ago(185), usualGapSeconds: 300 },
  BACKLOG: { waiting: 41, oldestAt: ago(3) },
  PARKED: { count: 2 },
  READ_BACK_FAILING: { failures: 4, failure: "TikTok did not answer.", nextAt: ago(-20) },
};

async function speaker(locale: string) {
  await i18n.changeLanguage(locale);
  const wrapper = ({ children }: { children: ReactNode }) => <I18nextProvider i18n={i18n}>{children}</I18nextProvider>;
  return renderHook(() => useAlertText(), { wrapper }).result.current;
}

describe.each(["en", "zh-CN"])("in %s", (locale) => {
  it.each(ALERT_KINDS)("%s is said in full", async (kind) => {
    const words = await speaker(locale);
    const said = [words.title(kind), words.text(anAlert({ kind, args: ARGS[kind] })), words.todo(kind)];

    for (const it of said) expect(it).toMatch(/^(?!alert\.)[^{}]{2,}$/);
    expect(said.join()).not.toMatch(/undefined|NaN|Invalid|null/);
  });
});

it("uses the words of people for codes, permissions and times", async () => {
  const { text } = await speaker("en");
  const said = (kind: AlertKind, args: AlertArgs = ARGS[kind]) => text(anAlert({ kind, args }) satisfies Alert);

  expect(said("SILENT")).toBe("Nothing has arrived for 3 hours; usually something comes every 5 minutes.");
  expect(said("PERMISSION_MISSING")).toContain("read comments and write comments");
  expect(said("SENDS_FAILING")).toContain("TikTok's rules for direct messages");
  expect(said("SENDS_FAILING", { failed: 7, of: 20, code: "12345" })).toContain("TikTok code 12345");
  expect(said("WEBHOOKS_ELSEWHERE")).toContain("Comments go to https://elsewhere.example/hook");
});

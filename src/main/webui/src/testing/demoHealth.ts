import type { Account } from "../api/types";
import type { HealthHour } from "../api/cockpit";
import { CHECKLIST_STEPS } from "../api/cockpit";
import { aHealthWorld, anAlert, aSubscription, healthyFigures, type HealthWorld } from "./health";

const HOUR = 3_600_000;

/** A shop in which one thing of each sort is wrong. Changes the accounts, so that they carry the alerts. */
export function demoHealth(accounts: readonly Account[], now: number): HealthWorld {
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  const [official, quiet, deals, gone] = accounts;
  const comments = anAlert({ since: ago(130) });
  for (const it of accounts) it.alerts = [comments];
  if (official) official.consentEndsAt = ago(-60 * 24 * 200);
  if (quiet) {
    quiet.health = "WARNING";
    quiet.consentEndsAt = ago(-60 * 24 * 6 - 30);
    quiet.consentNotice = "WEEK";
    quiet.alerts = [
      comments,
      anAlert({ kind: "SILENT", since: ago(22), args: { lastEventAt: ago(190), usualGapSeconds: 540 } }),
      anAlert({ kind: "CONSENT_ENDING", since: ago(60 * 24), args: { endsAt: quiet.consentEndsAt, notice: "WEEK" } }),
    ];
  }
  if (deals) {
    deals.alerts = [
      comments,
      anAlert({ kind: "PERMISSION_MISSING", since: ago(60 * 24 * 3), args: { features: "WRITE_COMMENTS" } }),
      anAlert({ kind: "SENDS_FAILING", since: ago(15), args: { failed: 7, of: 24, code: "40064" } }),
    ];
  }
  if (gone) {
    gone.alerts = [anAlert({ kind: "NEEDS_RECONNECT", severity: "BROKEN", since: ago(95), args: { reason: "TikTok refused the token." } }), comments];
  }
  const hours: HealthHour[] = Array.from({ length: 336 }, (_, index) => {
    const byWebhook = Math.max(0, Math.round(18 + 16 * Math.sin(index / 3.8) + ((index * 7) % 5)));
    return {
      hour: new Date(Math.floor(now / HOUR) * HOUR - index * HOUR).toISOString(),
      byWebhook: index === 9 ? 0 : byWebhook,
      recovered: index === 9 ? 21 : index === 10 ? 6 : 0,
      duplicates: index % 6 === 2 ? 2 : 0,
      late: index === 8 ? 11 : 0,
      conversationsCut: index === 9 ? 1 : 0,
      listsCut: 0,
      sent: Math.round(byWebhook * 0.6),
      failed: index < 2 ? 3 : 0,
    };
  });
  const figuresOf = (account: Account | undefined) => account && healthyFigures(account, now);
  const [a, b, c, d] = accounts.map(figuresOf);
  const figures: HealthWorld["figures"] = new Map();
  if (a) figures.set(a.account.id, { recovery: { ...a.recovery, recovered: 27, late: 11, cut: 1 } });
  if (b) figures.set(b.account.id, { events: { ...b.events, lastAt: ago(190), silent: true, usualGapSeconds: 540 }, sends: { ...b.sends, sent: 31 } });
  if (c) {
    figures.set(c.account.id, {
      sends: { ...c.sends, sent: 96, failed: 9, uncertain: 1, waiting: 2, codes: [{ code: "40064", count: 7, lastAt: ago(4) }, { code: "51065", count: 1, lastAt: ago(90) }, { code: "49999", count: 1, lastAt: ago(300) }] },
      backlog: { waiting: 3, oldestAt: ago(2), parked: 1 },
    });
  }
  if (d) {
    figures.set(d.account.id, {
      events: { ...d.events, lastAt: ago(7), usualGapSeconds: null },
      token: { ...d.token, expiresAt: ago(95), failures: 4, failure: "TikTok refused (40105)." },
      sends: { ...d.sends, sent: 0 },
      readBack: { ...d.readBack, outcome: "DISCONNECTED", failure: "The account has to be connected again." },
    });
  }
  const elsewhere = "https://old-helpdesk.example.net/webhooks/tiktok/3f7a";
  return aHealthWorld({
    figures,
    hours,
    subscriptions: [aSubscription({ checkedAt: ago(14) }), aSubscription({ eventType: "COMMENT", callbackUrl: elsewhere, warning: "COMMENTS_NOT_SUBSCRIBED", checkedAt: ago(14) })],
    timeline: accounts.flatMap((it) => [
      ...(it.alerts ?? []).map((alert, index) => ({ ...alert, id: `${it.id}-${index}`, accountId: it.id, storeId: it.storeId, clearedAt: null })),
      { ...anAlert({ kind: "BACKLOG", since: ago(60 * 30) }), id: `${it.id}-x`, accountId: it.id, storeId: it.storeId, clearedAt: ago(60 * 30 - 12) },
      { ...anAlert({ kind: "MESSAGES_NOT_SUBSCRIBED", severity: "BROKEN", since: ago(60 * 24 * 12) }), id: `${it.id}-y`, accountId: it.id, storeId: it.storeId, clearedAt: ago(60 * 24 * 12 - 200) },
    ]),
    history: [
      { id: "h1", storeId: "store-1", subject: "PROBATION", account: null, confirmedEntity: null, before: "IN_PROBATION", after: "PASSED", since: "2026-02-11", evidence: "TikTok Shop Seller Center, notice 8841", agentId: "agent-me", agentName: "Mina Zhou", at: ago(60 * 24 * 4), evidenceFile: { id: "f1", name: "notice-8841.pdf", type: "application/pdf", size: 120_000 } },
      ...accounts.slice(0, 2).map((it, index) => ({ id: `h2${index}`, storeId: it.storeId, subject: "ACCOUNT" as const, account: { id: it.id, handle: it.handle, displayName: it.displayName, externalId: it.externalId }, before: null, after: it.role, confirmedEntity: "Huiliu 1 (91440300)", since: null, evidence: "Company register, extract of 2 February", agentId: "agent-me", agentName: "Mina Zhou", at: ago(60 * 24 * 30), evidenceFile: null })),
      { id: "h3", storeId: "store-1", subject: "MARKET", account: null, confirmedEntity: null, before: "SG", after: "PH", since: null, evidence: null, agentId: "agent-me", agentName: "Mina Zhou", at: ago(60 * 24 * 60), evidenceFile: null },
    ],
    limits: accounts[1] ? { accounts: [{ accountId: accounts[1].id, unlinkable: false, unlinkableAt: ago(-60 * 19) }], channelLinks: { used: 10, limit: 10, nextAt: ago(-60 * 24 * 16) } } : {},
    checklist: {
      done: false,
      items: CHECKLIST_STEPS.map((step, index) =>
        index === 0
          ? { step, state: "FAILED", args: { url: "http://localhost:8080", reason: "LOCALHOST" } }
          : { step, state: index < 5 ? "DONE" : index === 5 ? "FAILED" : "TODO", args: index === 5 ? { reason: "ANOTHER_ADDRESS", callbackUrl: elsewhere } : {} },
      ),
    },
    selfTest: {
      passed: false,
      steps: [
        { step: "TOKEN", outcome: "OK", millis: 212, args: {} },
        { step: "PERMISSIONS", outcome: "OK", millis: 3, args: {} },
        { step: "SUBSCRIPTIONS", outcome: "OK", millis: 180, args: {} },
        { step: "PUBLIC_ADDRESS", outcome: "FAILED", millis: 5_002, args: { failure: "inbox.example.com did not answer within 5 s." } },
        { step: "STORED", outcome: "SKIPPED", millis: 0, args: {} },
        { step: "SIMULATED_MESSAGE", outcome: "SKIPPED", millis: 0, args: {} },
      ],
    },
  });
}

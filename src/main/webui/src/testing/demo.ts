import { speak } from "../i18n/i18n";
import { LOCALES } from "../i18n/locale";
import { FakeServer, FakeSocket, type World } from "./FakeServer";
import { aConversation, aDuty, aMe, aMessage, anAccount, aSystemLine, STORE } from "./builders";
import { demoHealth } from "./demoHealth";
import { aHealthWorld } from "./health";
import { aVersion, EXAMPLE, withVersions } from "./policies";
import type { Conversation } from "../api/types";

const START = Date.now();
const ago = (minutes: number) => new Date(START - minutes * 60_000).toISOString();
const ahead = (minutes: number) => ago(-minutes);

const NAMES = [
  ["Ana Reyes", "ana_reyes"], ["Siti Nurhaliza", "siti.nur"], ["Nguyễn Thị Lan", "lan.nguyen"], ["สมชาย ใจดี", "somchai_j"],
  ["Maria Santos", "mariasantos"], ["Ahmad Faisal", "faisal.my"], ["陈小雨", "xiaoyu88"], ["نور الهدى", "noor.h"],
  ["Grace Tan", "gracetan.sg"], ["Jonas Weber", "jonasw"], ["Priya Nair", "priya.n"], ["Luz Marquez", "luzmarquez"],
] as const;
const TEXTS = [
  "do you ship to Manila?", "Is the rose serum still available? 🌹", "Cho mình hỏi giá combo 3 chai với ạ", "สินค้าชิ้นนี้มีสีอื่นไหมคะ",
  "My parcel says delivered but I have not received it yet, can you check please?", "how much for 2 pcs", "这个色号适合黄皮吗？", "هل يوجد شحن إلى الرياض؟",
  "Thanks so much!! ❤️❤️", "Which one is better for oily skin?", "can i pay cod", "Hello, is anyone there?",
] as const;

function world(size: number, well: boolean): World {
  const accounts = [
    anAccount({ id: "a1", handle: "manilabeauty", displayName: "Manila Beauty Official", role: "OFFICIAL" }),
    anAccount({ id: "a2", handle: "glow.with.ana", displayName: "Glow with Ana", role: "CHANNEL" }),
    anAccount({ id: "a3", handle: "mb_deals", displayName: "MB Deals", role: "CHANNEL", health: "WARNING", missing: ["WRITE_COMMENTS"], routingPausedAt: ago(95) }),
    anAccount({ id: "a4", handle: "skincare.daily.ph", displayName: "Skincare Daily", role: "CHANNEL", state: "NEEDS_RECONNECT", health: "BROKEN", stateReason: "TikTok refused the token: consent was withdrawn." }),
  ];
  const me = aMe({ name: "Mina Zhou", stores: [STORE, { id: "store-2", name: "Bangkok Glow", market: "TH", timeZone: "Asia/Bangkok", showTyping: false, transferNoteRequired: false }] });
  const duties = [
    aDuty({ agentId: me.id, name: me.name, openCount: 7, followsShifts: true, until: ahead(190) }),
    aDuty({ agentId: "wang", name: "Wang Lei", openCount: 12 }),
    aDuty({ agentId: "lin", name: "Lin Yue", openCount: 18, capacity: 18 }),
    aDuty({ agentId: "joy", name: "Joy Cruz", openCount: 2, duty: "OFF", connected: false, followsShifts: true, until: ahead(900) }),
    aDuty({ agentId: "kai", name: "Kai Tan", openCount: 5, duty: "BUSY" }),
    aDuty({ agentId: "ida", name: "Ida Putri", openCount: 3, connected: false }),
    aDuty({ agentId: "som", name: "Som Chai", openCount: 4, duty: "AWAY" }),
  ];
  const post = {
    id: "p1", externalId: "7301", type: "VIDEO" as const, caption: "3 steps to glass skin ✨ under ₱500 #skincare #glassskin",
    coverUrl: null, shareUrl: "https://www.tiktok.com/@manilabeauty/video/7301",
  };
  const conversations: Conversation[] = Array.from({ length: size }, (_, index) => {
    const [displayName, handle] = NAMES[(index * 7) % NAMES.length] ?? NAMES[0];
    const comment = index % 5 === 3;
    const unread = index % 3 === 0 ? (index % 4) + 1 : 0;
    const minutes = index * 13 + 2;
    return aConversation({
      id: `c${index}`,
      accountId: accounts[index % 4]?.id ?? "a1",
      surface: comment ? "COMMENT" : "DM",
      privateReply: comment ? privately(index) : null,
      post: comment ? post : null,
      contact: { id: `p${(index * 7) % NAMES.length}`, handle, displayName, avatarUrl: null },
      participants: index === 2 ? ["wang", "lin"] : index % 10 === 8 ? [me.id] : [],
      assigneeId: index % 4 === 0 ? null : index % 2 === 1 ? me.id : "wang",
      preview: TEXTS[(index * 5) % TEXTS.length] ?? "",
      previewDirection: index % 6 === 4 ? "OUTBOUND" : "INBOUND",
      lastActivityAt: ago(minutes),
      lastInboundAt: ago(minutes + 1),
      waitingSince: index % 6 === 4 ? null : ago(minutes + 1),
      unread, inboundCount: unread + 3, handledCount: 3, seenCount: 3,
      window: comment ? null : { expiresAt: ahead([312, 1900, 44, -30, 690, 2400][index % 6] ?? 100), remaining: [4, 9, 1, 6, 10, 0][index % 6] ?? 4, limit: 10, afterwards: 0 },
      highIntent: comment && index % 2 === 1,
      sendTrouble: index % 11 === 5,
      language: [null, "th", "vi", "en", "tl"][index % 5] ?? null,
      status: index % 17 === 16 ? "RESOLVED" : "OPEN",
    });
  });
  const own = conversations.find((it) => it.id === "c1");
  if (own) Object.assign(own, { preview: "Perfect, I will take 2 bottles then. Can you send me the link?", window: { expiresAt: ahead(312), remaining: 4, limit: 10, afterwards: 0 }, unread: 2, inboundCount: 5 });
  const messages = new Map(conversations.map((it) => [it.id, it.surface === "COMMENT" ? commentThread(it) : directThread(it)]));
  return {
    me, accounts, conversations, messages, duties,
    teams: [
      { id: "t1", storeId: STORE.id, name: "泰语组", members: ["wang", "lin"] },
      { id: "t2", storeId: STORE.id, name: "After-sales", members: [me.id, "wang"] },
      { id: "t3", storeId: STORE.id, name: "Night shift", members: [] },
    ],
    routing: [{ agentId: "wang", skills: ["refunds", "gold"], languages: ["th", "en", "zh"], limits: [{ accountId: "a2", most: 4, open: 3 }] }],
    health: well ? aHealthWorld() : demoHealth(accounts, START),
    stores: [
      { ...STORE, operationMode: "SELF_OPERATED", probation: "PASSED", legalEntity: { name: "Shenzhen Huiliu Trading Co., Ltd.", registrationNumber: "91440300MA5F" }, probationRecord: null, showRead: false, createdAt: ago(90_000) },
      { id: "store-2", name: "Bangkok Glow", market: "TH", timeZone: "Asia/Bangkok", operationMode: "SELF_OPERATED", probation: "IN_PROBATION", legalEntity: { name: "Bangkok Glow Ltd.", registrationNumber: "0105563" }, probationRecord: null, showTyping: false, showRead: false, transferNoteRequired: false, createdAt: ago(9_000) },
    ],
    agents: duties.map((it, index) => ({
      id: it.agentId, email: `${it.name.split(" ")[0]?.toLowerCase()}@example.com`, name: it.name,
      role: index === 0 ? "ADMIN" : index === 1 ? "SUPERVISOR" : "AGENT", disabled: index === 3, storeIds: index === 0 ? [] : [STORE.id],
    })),
    parked: [
      { id: "e1", platform: "TIKTOK_BUSINESS", receivedAt: ago(50), reason: "No account is bound for this user", account: "-000abcdef", body: '{"client_key":"7012","event":"im_receive_msg","content":"{…}"}' },
      { id: "e2", platform: "TIKTOK_BUSINESS", receivedAt: ago(400), reason: "The body is not JSON", account: null, body: "\u0000<html>502 Bad Gateway</html>" },
    ],
    tokens: [{ id: "t1", name: "Stock robot", scopes: ["read", "write"], expiresAt: ahead(60 * 24 * 60), createdAt: ago(9000) }],
    sessions: [
      { id: "s1", createdAt: ago(600), lastSeenAt: ago(1), address: "203.0.113.7", userAgent: navigator.userAgent, current: true },
      { id: "s2", createdAt: ago(9000), lastSeenAt: ago(2000), address: "198.51.100.23", userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1", current: false },
    ],
  };
}

/** Some comments may be answered by direct message, one was, and of the others it is said why not. */
function privately(index: number): Conversation["privateReply"] {
  const reason = ([null, "ALREADY_ANSWERED", "UNKNOWN_MARKET", "TOO_OLD", "IN_CONTACT"] as const)[Math.floor(index / 5) % 5] ?? null;
  return { allowed: reason === null, reason, until: ahead(1_700), textLimit: 6_000, conversationId: reason === "ALREADY_ANSWERED" ? "c1" : null };
}

function directThread({ id: conversationId, preview, contact }: Conversation) {
  const make = (minutes: number, change: Parameters<typeof aMessage>[0]) =>
    aMessage({ id: `${conversationId}-${minutes}`, conversationId, sentAt: ago(minutes), ...change });
  const zalgo = `H${"̷̛͖͉̞̣".repeat(40)}ello`;
  return [
    make(2921, { direction: "SYSTEM", type: "BEGAN_WITH_COMMENT", system: aSystemLine({ conversationId: "c8" }) }),
    make(2920, { type: "REFERRAL", text: "tiktok.me/manilabeauty?ref=spring" }),
    make(2915, { text: "Hi! I saw your video about glass skin. Is the rose serum ok for sensitive skin?" }),
    make(2905, { direction: "OUTBOUND", status: "READ", source: "AUTOMATIC", text: "Hello, thanks for writing! One of us answers within the hour.", author: { kind: "ACCOUNT", id: null, name: null } }),
    make(2890, { direction: "SYSTEM", type: "ASSIGNED", system: aSystemLine({ assigneeId: "agent-me", reasons: ["LAST_SERVED", "SPEAKS_LANGUAGE"] }) }),
    make(2870, { direction: "OUTBOUND", status: "READ", text: `Hi ${contact?.displayName ?? ""}, yes! It has no fragrance and no alcohol. Here is how the bottle looks:`, reactions: [{ emoji: "❤️", byCustomer: true }] }),
    make(2869, { direction: "OUTBOUND", status: "READ", type: "IMAGE", text: null, media: [{ kind: "IMAGE", mediaId: "m1", postId: null, url: null, thumbnailUrl: null, contentType: null, width: 900, height: 1200, state: "PENDING", reason: null }] }),
    make(1500, { text: "شكرا جزيلا! هل يوجد شحن إلى الرياض؟", late: true }),
    make(1490, { type: "STICKER", text: null, media: [{ kind: "STICKER", mediaId: "m2", postId: null, url: null, thumbnailUrl: null, contentType: null, width: null, height: null, state: "EXPIRED", reason: "LINK_EXPIRED" }] }),
    make(1400, { direction: "NOTE", text: "Regular customer, had a broken pump last time. Add a spare one.", author: { kind: "AGENT", id: "wang", name: "Wang Lei" } }),
    make(1390, { type: "UNSUPPORTED", text: null }),
    make(300, { text: zalgo }),
    make(120, { direction: "OUTBOUND", status: "READ", type: "TEMPLATE", text: "What would you like to know?", template: { style: "BUTTONS", title: "What would you like to know?", buttons: [{ id: "b1", title: "Price" }, { id: "b2", title: "Delivery" }, { id: "b3", title: "How to use" }] }, author: { kind: "AGENT", id: "wang", name: "Wang Lei" } }),
    make(110, { text: "Price", tapped: { buttonId: "b1", title: "Price" }, quotedId: `${conversationId}-120` }),
    make(60, { direction: "OUTBOUND", status: "UNCERTAIN", checkedAt: ago(58), text: "It is ₱349 a bottle, two for ₱599 this week.", quotedId: `${conversationId}-300` }),
    make(40, { direction: "OUTBOUND", status: "FAILED", text: "And shipping is free from two bottles.", failure: { code: "40064", reason: "TikTok takes no more messages in this window until the customer writes." } }),
    make(35, { direction: "SYSTEM", type: "ASSIGNED", system: aSystemLine({ by: "wang", automatic: false, team: "Returns", transferId: "t0" }) }),
    make(34, { direction: "SYSTEM", type: "ASSIGNED", system: aSystemLine({ assigneeId: "lin", by: "agent-me", automatic: false, transferId: "t1" }) }),
    make(33, { direction: "SYSTEM", type: "ASSIGNED", system: aSystemLine({ assigneeId: "wang", by: "lin", automatic: false, refusal: "I am in a call" }) }),
    make(32, { direction: "SYSTEM", type: "ASSIGNED", system: aSystemLine({ assigneeId: "agent-me", by: "wang", automatic: false, transferId: "t2" }) }),
    make(31, { direction: "SYSTEM", type: "STATUS", system: aSystemLine({ status: "OPEN" }) }),
    make(3, { text: "Perfect, I will take 2 bottles then." }),
    make(2, { text: preview }),
  ];
}

function commentThread({ id: conversationId, preview, privateReply }: Conversation) {
  const comment = (parentRemoteId: string | null, change = {}) => ({ visibility: "PUBLIC" as const, deleted: false, highIntent: false, parentRemoteId, ...change });
  const make = (minutes: number, change: Parameters<typeof aMessage>[0]) =>
    aMessage({ id: `${conversationId}-${minutes}`, remoteId: `r${minutes}`, conversationId, sentAt: ago(minutes), ...change });
  return [
    make(900, { text: "I need this!! where can I buy 😍", comment: comment(null, { highIntent: true }) }),
    make(880, { direction: "OUTBOUND", status: "SENT", text: "Thank you! The link is in our bio 💛", comment: comment("r900") }),
    make(870, { text: "found it, thanks", comment: comment("r900") }),
    make(500, { text: "buy cheap followers at …", comment: comment(null, { visibility: "HIDDEN" }) }),
    make(450, { text: "old comment", comment: comment(null, { deleted: true }) }),
    make(5, { text: preview, comment: comment(null) }),
    ...(privateReply?.allowed ? [make(4, { direction: "OUTBOUND", status: "SENT", privately: true, text: "I have sent you the price list." })] : []),
    ...(privateReply?.conversationId
      ? [make(3, { direction: "SYSTEM", type: "ANSWERED_PRIVATELY", system: aSystemLine({ conversationId: privateReply.conversationId }) })]
      : []),
  ];
}

/** Puts a made-up shop behind the page: `?empty`, `?many`, `?busy`, `?slow`, `?offline`, `?out`, `?new`, `?well`, `?agent`, `?supervisor` and `?lang=…&theme=…` show its other states. */
export function startDemo(): void {
  const options = new URLSearchParams(window.location.search);
  const made = world(options.has("many") ? 5_000 : 180, options.has("well"));
  if (options.has("out")) made.me = null;
  if (options.has("empty")) made.conversations = [];
  if (options.has("new")) Object.assign(made, { conversations: [], accounts: [] });
  if (options.has("well")) for (const it of made.accounts) Object.assign(it, { state: "CONNECTED", stateReason: null, health: "OK", missing: [], alerts: [] });
  const role = (["AGENT", "SUPERVISOR"] as const).find((it) => options.has(it.toLowerCase()));
  if (role && made.me) made.me = { ...made.me, role };
  if (made.me) {
    const lang = options.get("lang");
    const theme = options.get("theme");
    made.me = {
      ...made.me,
      settings: { ...(lang ? { locale: lang as "en" } : {}), ...(theme ? { theme: theme as "dark" } : {}) },
    };
  }
  const locale = LOCALES.find((it) => it === options.get("lang"));
  if (locale) speak(locale);
  if (options.get("theme")) localStorage.setItem("tributary.theme", options.get("theme") ?? "");

  if (!options.has("first")) {
    withVersions(
      made,
      aVersion({ version: 2, note: "Thai returns go to people who know refunds", createdByName: "Mina Zhou", createdAt: ago(90) }),
      aVersion({ version: 1, state: "ACTIVE", document: { ...EXAMPLE, rules: EXAMPLE.rules.slice(1) }, createdByName: "Mina Zhou", createdAt: ago(9_000), activatedAt: ago(8_800) }),
    );
  }
  const server = new FakeServer(made, Date.now);
  if (options.has("busy")) {
    // A hundred changes a second, all over the list.
    let turn = 0;
    setInterval(() => {
      for (let i = 0; i < 10; i++) {
        const it = made.conversations[(turn++ * 37) % made.conversations.length];
        if (it) server.change(it.id, { preview: `change ${turn}`, lastActivityAt: new Date().toISOString(), inboundCount: it.inboundCount + 1 });
      }
    }, 100);
  }
  if (options.has("newer")) {
    server.on("POST", /^\/api\/conversations\/([^/]+)\/messages$/, (match) => ({
      status: 409,
      body: {
        type: "/problems/newer-reply", title: "Somebody answered meanwhile", status: 409, detail: "Read it first.",
        messages: [aMessage({ conversationId: match[1] ?? "", direction: "OUTBOUND", text: "Hi! Yes, we do ship there, 3 to 5 days.", author: { kind: "AGENT", id: "wang", name: "Wang Lei" } })],
      },
    }));
  }
  server.on("POST", /^\/api\/session$/, (_, __, body) => {
    if (body["password"] === "wrong") return { status: 401, body: { type: "/problems/wrong-credentials", title: "Wrong", status: 401 } };
    made.me = aMe({ name: "Mina Zhou" });
    return { status: 200, body: made.me };
  });
  const delay = options.has("slow") ? 60_000 : 120;
  window.fetch = async (input, init) => {
    await new Promise((resolve) => setTimeout(resolve, String(input).startsWith("/api/me") ? 0 : delay));
    return server.fetch(input, init);
  };
  class DemoSocket {
    static readonly OPEN = 1;
    static readonly CLOSED = 3;
    constructor() {
      const socket = options.has("offline") ? new FakeSocket(() => undefined) : server.open();
      if (options.has("offline")) setTimeout(() => socket.close(), 0);
      return socket as unknown as DemoSocket;
    }
  }
  window.WebSocket = DemoSocket as unknown as typeof WebSocket;
}

import type { components } from "./schema";

/**
 * What the server says, in its own words: names for the schemas of its description, from which `schema.ts` is generated.
 * Where a type is narrower than its schema, the reason is beside it.
 */

type Schemas = components["schemas"];

export type Role = Schemas["Role"];

export interface Page<T> {
  items: readonly T[];
  next: string | null;
}

/** Per store, the number of the change stream that an answer is true at. */
export type AsOf = Readonly<Record<string, number>>;

export interface SnapshotPage<T> extends Page<T> {
  asOf?: AsOf;
}

/** Free JSON to the server: these members are ours. */
export interface Settings {
  locale?: "zh-CN" | "en";
  theme?: "light" | "dark" | "system";
  sendKey?: "enter" | "mod-enter";
  shortcuts?: boolean;
  /** For how long a reply can be taken back before it leaves. */
  undoSeconds?: number;
}

export type StoreRef = Schemas["VisibleStore"];
export type Me = Omit<Schemas["Me"], "settings"> & { settings: Settings };
export type Session = Schemas["Session"];
export type TokenScope = Schemas["Scope"];
export type ApiToken = Schemas["Token"];
export type NewApiToken = Schemas["NewToken"];
export type Agent = Schemas["Agent"];
export type Store = Schemas["StoreView"];
export type LegalEntity = Schemas["LegalEntityView"];
export type Capability = Schemas["Feature"];
export type Account = Schemas["AccountView"];
export type StoreLimits = Schemas["View"];
export type StoreHistoryEntry = Schemas["Entry"];
export type Duty = Schemas["DutyView"];
export type Shifts = Schemas["ShiftsView"];
export type Shift = Schemas["ShiftView"];
export type Attention = Schemas["AttentionView"];
export type Team = Schemas["Team"];
export type AgentRouting = Schemas["AgentRouting"];
export type Surface = Schemas["Surface"];
export type ConversationStatus = Schemas["ConversationStatus"];
export type Contact = Schemas["ContactView"];
export type Post = Schemas["PostView"];
/** Its end is null where the customer has never written, so that it never opened. */
export type ReplyWindow = Schemas["WindowView"];
export type MessageType = Schemas["MessageView"]["type"];

/** As it is answered to one agent: only the stream, which tells everybody, leaves the agent's own numbers out. */
export type Conversation = Omit<Schemas["ConversationView"], "unread" | "seenCount"> & {
  unread: number;
  seenCount: number;
};

/** A conversation as the stream tells it to everybody: without the numbers that differ from agent to agent. */
export type ToldConversation = Omit<Conversation, "unread" | "seenCount"> & { unread: null; seenCount: null };

export type PrivateReply = Schemas["PrivateReplyView"];
export type PrivateReplyReason = Schemas["PrivateReplyReason"];
export type PrivateReplySwitch = Schemas["SwitchView"];
export type DeliveryStatus = Schemas["MessageStatus"];
export type Media = Schemas["MediaView"];
export type Upload = Schemas["Upload"];
export type Capabilities = Schemas["Capabilities"];
export type Message = Schemas["MessageView"];
/** Its schema says what may be left out of any request; of a card all of it is needed. */
export interface ReplyTemplate {
  style: Schemas["CardStyle"];
  title: string;
  buttons: readonly Schemas["ButtonRequest"][];
}
export type OwnPost = Schemas["OwnPost"];
export type PostPage = Schemas["PostPage"];
export type Count = Schemas["Count"];
export type Counts = Schemas["CountsView"];
export type ParkedEvent = Schemas["ParkedEvent"];

/** Not in the description: every call may answer with one. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail?: string | null;
  errors?: readonly { field: string; message: string }[];
}

export type Board = Schemas["BoardView"];
export type BoardAgent = Schemas["AgentLine"];
export type BoardAccount = Schemas["AccountQueue"];
export type Explanation = Schemas["Explanation"];
export type Decision = Schemas["DecisionView"];
export type Candidate = Schemas["CandidateView"];

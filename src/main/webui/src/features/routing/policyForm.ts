import { ProblemError } from "../../api/client";
import type { Policy, Rule } from "../../api/policies";

/** A rule for everything, as the server would understand one that says nothing but its name. */
export function newRule(name: string): Rule {
  return {
    name,
    when: { accounts: [], surfaces: [], labels: [], languages: [] },
    team: null,
    order: ["LONGEST_WAITING"],
    choose: "LEAST_LOADED",
    sticky: { within: "P30D", acrossAccounts: true, waitFor: null },
    language: "PREFER",
    skills: [],
    overflow: null,
    perMinute: null,
    firstReplyWithin: null,
  };
}

/** As it can be edited: what holds by itself has no name, and every rule needs one. */
export function named(policy: Policy, name: string): Policy {
  return { ...policy, rules: policy.rules.map((it) => (it.name ? it : { ...it, name })) };
}

/** Whether nothing is left for what holds where no rule fits. */
export function fitsEverything({ rules }: Policy): boolean {
  return rules.some(({ when }) => when.accounts.length + when.surfaces.length + when.labels.length + when.languages.length === 0);
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const result = [...list];
  const [it] = result.splice(from, 1);
  if (it !== undefined) result.splice(to, 0, it);
  return result;
}

/** The server's complaint about exactly this part of the document, or about something in it. */
export function complaint(error: Error | null, path: string, within = false): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.errors.find(({ field }) => field === path || (within && (field.startsWith(`${path}.`) || field.startsWith(`${path}[`))))?.message;
}

/** What people separate, in whichever script. */
export function wordsOf(text: string): string[] {
  return [...new Set(text.split(/[,，、;；\n]/).map((it) => it.trim()))].filter((it) => it !== "");
}

import { sendFile } from "./client";
import type { EvidenceFile } from "./cockpit";

export const EVIDENCE_TYPES = ["application/pdf", "image/png", "image/jpeg"] as const;
export const EVIDENCE_LIMIT = 5 * 1024 * 1024;

/** What the server would refuse anyway, known before the file goes out. */
export function unfitEvidence(file: Pick<File, "type" | "size">): "wrongType" | "tooLarge" | null {
  if (!EVIDENCE_TYPES.some((it) => it === file.type)) return "wrongType";
  return file.size > EVIDENCE_LIMIT ? "tooLarge" : null;
}

/** Keeps a file with the store; its id goes into what it is evidence for. */
export async function keepEvidence(storeId: string, file: File | null): Promise<string | null> {
  if (!file) return null;
  return (await sendFile<EvidenceFile>(`/api/stores/${storeId}/evidence`, file)).id;
}

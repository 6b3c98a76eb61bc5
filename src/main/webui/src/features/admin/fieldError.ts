import { ProblemError } from "../../api/client";

/** Which of the server's complaints belongs to a field. */
export function fieldError(error: Error | null, field: string): string | undefined {
  return error instanceof ProblemError ? error.errors.find((it) => it.field === field || it.field.endsWith(`.${field}`))?.message : undefined;
}

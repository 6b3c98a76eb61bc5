import type { ProblemDocument } from "./types";

/** The server, or the way to it, said no. Branch on {@link slug}; show people {@link detail}. */
export class ProblemError extends Error {
  readonly status: number;
  readonly slug: string;
  readonly detail: string | null;
  readonly errors: readonly { field: string; message: string }[];
  readonly retryAfter: number | null;
  /** The whole document: some problems carry more, such as the newer replies. */
  readonly document: ProblemDocument;

  constructor(document: ProblemDocument, retryAfter: number | null = null) {
    super(document.detail ?? document.title);
    this.document = document;
    this.status = document.status;
    this.slug = document.type.replace("/problems/", "");
    this.detail = document.detail ?? null;
    this.errors = document.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

/** No answer came. The request may or may not have been carried out. */
export class UnreachableError extends Error {}

function csrfToken(): string | undefined {
  return document.cookie
    .split("; ")
    .find((it) => it.startsWith("csrf-token="))
    ?.slice("csrf-token=".length);
}

async function problemIn(response: Response): Promise<ProblemError> {
  const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
  let body: Partial<ProblemDocument> = {};
  try {
    body = (await response.json()) as Partial<ProblemDocument>;
  } catch {
    // A proxy in between answers in HTML; the status is all there is to say.
  }
  return new ProblemError(
    { type: "about:blank", title: response.statusText || `HTTP ${response.status}`, ...body, status: response.status },
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}

async function call(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers = new Headers({ Accept: "application/json, application/problem+json" });
  if (body !== undefined) headers.set("Content-Type", "application/json");
  const csrf = csrfToken();
  if (method !== "GET" && csrf) headers.set("X-CSRF-TOKEN", csrf);

  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new UnreachableError("unreachable", { cause: failure });
  }
  if (!response.ok) throw await problemIn(response);
  return response;
}

/** Bytes become types here and nowhere else. */
async function read<T>(response: Response): Promise<T> {
  if (response.status === 204) return null as T;
  return (await response.json()) as T;
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await call("GET", path, undefined, signal));
}

export async function sendJson<T = null>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
): Promise<T> {
  return read<T>(await call(method, path, body));
}

/** Leaves out what is not asked for. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

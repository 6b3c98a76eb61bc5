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

interface Content {
  type: string;
  body: BodyInit;
  name?: string;
}

async function call(method: string, path: string, content?: Content, signal?: AbortSignal): Promise<Response> {
  const headers = new Headers({ Accept: "application/json, application/problem+json" });
  if (content) headers.set("Content-Type", content.type);
  if (content?.name) headers.set("Content-Disposition", `attachment; filename*=UTF-8''${encodeName(content.name)}`);
  const csrf = csrfToken();
  if (method !== "GET" && csrf) headers.set("X-CSRF-TOKEN", csrf);

  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      ...(content ? { body: content.body } : {}),
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
  return read<T>(await call(method, path, body === undefined ? undefined : { type: "application/json", body: JSON.stringify(body) }));
}

/** A file as it is, and what it is called on the disk of whoever sends it. */
export async function sendFile<T>(path: string, file: File): Promise<T> {
  return read<T>(await call("POST", path, { type: file.type, body: file, name: file.name }));
}

/** Percent-encoded as RFC 5987 wants it, which is a little more than the URL does. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Sends a file as it is, and says how far it has got (from 0 to 1). */
export function uploadFile<T>(path: string, file: Blob, onProgress: (done: number) => void, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    // fetch does not tell how much it has sent.
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.responseType = "text";
    request.setRequestHeader("Accept", "application/json, application/problem+json");
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    const csrf = csrfToken();
    if (csrf) request.setRequestHeader("X-CSRF-TOKEN", csrf);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(new UnreachableError("unreachable"));
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    request.onload = () => {
      const answer = new Response(request.responseText, { status: request.status, statusText: request.statusText });
      if (answer.ok) read<T>(answer).then(resolve, reject);
      else problemIn(answer).then(reject, reject);
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** Leaves out what is not asked for. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

/** What a server answers with, as far as the page can tell. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const page = (items: readonly unknown[]): Answer => ok({ items, next: null });
export const problem = (status: number, slug: string, detail: string, more: object = {}): Answer => ({
  status,
  body: { type: `/problems/${slug}`, title: slug, status, detail, ...more },
});

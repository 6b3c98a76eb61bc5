/** A random name for something sent once. Not `crypto.randomUUID`: browsers have that over https only. */
export function newToken(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (it) => it.toString(16).padStart(2, "0")).join("");
}

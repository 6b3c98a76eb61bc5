/** What the server takes; it has the last word, and looks into the file. */
const LARGEST = 20_000_000;
const TYPES = ["image/jpeg", "image/png", "image/webp", "image/gif"];

/** For the file dialog. */
export const ACCEPTED = TYPES.join(",");

export type Unfit = "notAPicture" | "heic" | "tooLarge" | "empty";

/** Why a file cannot be attached, if it is plain from outside. */
export function unfit({ name, type, size }: Pick<File, "name" | "type" | "size">): Unfit | null {
  if (/^image\/hei[cf]/.test(type) || /\.hei[cf]$/i.test(name)) return "heic";
  // Some systems give no type: the server will look.
  if (type !== "" && !TYPES.includes(type)) return "notAPicture";
  if (size === 0) return "empty";
  return size > LARGEST ? "tooLarge" : null;
}

/** The first picture among what was pasted or dropped; words are left to the text field. */
export function pictureIn(data: Pick<DataTransfer, "files"> | null): File | null {
  return [...(data?.files ?? [])].find((it) => it.type === "" || it.type.startsWith("image/")) ?? data?.files[0] ?? null;
}

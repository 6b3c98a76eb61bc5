import { pictureIn, unfit } from "./attachmentRules";

const file = (name: string, type: string, size = 1000) => ({ name, type, size });

it("takes the pictures that the server can look into", () => {
  expect(unfit(file("a.jpg", "image/jpeg"))).toBeNull();
  expect(unfit(file("a", ""))).toBeNull();
});

it("says why it does not take the others", () => {
  expect(unfit(file("a.heic", ""))).toBe("heic");
  expect(unfit(file("a", "image/heif"))).toBe("heic");
  expect(unfit(file("a.svg", "image/svg+xml"))).toBe("notAPicture");
  expect(unfit(file("a.pdf", "application/pdf"))).toBe("notAPicture");
  expect(unfit(file("a.png", "image/png", 20_000_001))).toBe("tooLarge");
  expect(unfit(file("a.png", "image/png", 0))).toBe("empty");
});

it("finds the picture among what is pasted", () => {
  const text = new File(["x"], "x.txt", { type: "text/plain" });
  const picture = new File(["x"], "x.png", { type: "image/png" });

  expect(pictureIn({ files: [text, picture] as unknown as FileList })).toBe(picture);
  expect(pictureIn({ files: [] as unknown as FileList })).toBeNull();
  expect(pictureIn(null)).toBeNull();
});

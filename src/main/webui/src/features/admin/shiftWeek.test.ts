import { endOf, nextShift, zoneOfAll } from "./shiftWeek";

const day = { weekday: "FRIDAY", starts: "22:00", ends: "06:00", zone: "Asia/Shanghai" } as const;

it("tells shifts past midnight and around the clock from the others", () => {
  expect(endOf({ starts: "09:00", ends: "18:00" })).toBe("SAME_DAY");
  expect(endOf(day)).toBe("NEXT_DAY");
  expect(endOf({ starts: "08:00", ends: "08:00" })).toBe("WHOLE_DAY");
});

it("adds the same for the next day, after Sunday for Monday", () => {
  expect(nextShift([day], "Asia/Manila")).toEqual({ ...day, weekday: "SATURDAY" });
  expect(nextShift([{ ...day, weekday: "SUNDAY" }], "Asia/Manila").weekday).toBe("MONDAY");
  expect(nextShift([], "Asia/Manila").zone).toBe("Asia/Manila");
});

it("knows whether all shifts are of one zone", () => {
  expect(zoneOfAll([], "Asia/Manila")).toBe("Asia/Manila");
  expect(zoneOfAll([day, day], "Asia/Manila")).toBe("Asia/Shanghai");
  expect(zoneOfAll([day, { ...day, zone: "Asia/Tokyo" }], "Asia/Manila")).toBeNull();
});

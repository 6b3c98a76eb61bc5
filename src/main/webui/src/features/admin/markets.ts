const ZONES = {
  SG: "Asia/Singapore",
  TH: "Asia/Bangkok",
  VN: "Asia/Ho_Chi_Minh",
  MY: "Asia/Kuala_Lumpur",
  PH: "Asia/Manila",
  ID: "Asia/Jakarta",
  US: "America/New_York",
  UK: "Europe/London",
  SA: "Asia/Riyadh",
  MX: "America/Mexico_City",
  BR: "America/Sao_Paulo",
  JP: "Asia/Tokyo",
  DE: "Europe/Berlin",
  ES: "Europe/Madrid",
  FR: "Europe/Paris",
  IE: "Europe/Dublin",
  IT: "Europe/Rome",
} as const;

export type Market = keyof typeof ZONES;

/** The markets of TikTok Shop that the server knows. */
export const MARKETS = Object.keys(ZONES) as readonly Market[];

/** The zone most of its shops live in: a first guess that the form lets one change. */
export function zoneOf(market: string): string {
  return market in ZONES ? ZONES[market as Market] : "UTC";
}

import { MessageCircle, MessageSquareText, ShoppingBag, type LucideIcon } from "lucide-react";
import type { Surface } from "../api/types";

const ICONS: Readonly<Record<Surface, LucideIcon>> = { DM: MessageCircle, COMMENT: MessageSquareText, SHOP_CHAT: ShoppingBag };

/** Where people talk to us: in private, under a post, or in the shop. */
export function KindIcon({ surface }: { surface: Surface }) {
  const Icon = ICONS[surface];
  return <Icon size={13} aria-hidden="true" />;
}

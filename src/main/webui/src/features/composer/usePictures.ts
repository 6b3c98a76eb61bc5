import { useQuery } from "@tanstack/react-query";
import { capabilitiesOf } from "../../api/queries";
import type { Conversation } from "../../api/types";

/** Whether TikTok takes pictures here. It is asked when somebody reaches for them. */
export function usePictures({ id, surface }: Pick<Conversation, "id" | "surface">, wanted: boolean) {
  const direct = surface === "DM";
  const { data } = useQuery({ ...capabilitiesOf(id), enabled: wanted && direct });
  const pictures = direct ? (data?.pictures ?? "UNKNOWN") : "NOT_IN_COMMENTS";
  return { impossible: pictures === "NOT_IN_COMMENTS" || pictures === "NOT_IN_THIS_CONVERSATION" ? pictures : null };
}

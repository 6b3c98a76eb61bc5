import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { myDuty } from "../../api/queries";
import type { Duty } from "../../api/types";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";

/** My duty, and my word that it is another. */
export function useMyDuty() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const words = useProblemText();
  const { data: mine } = useQuery(myDuty);
  const turn = useMutation({
    mutationFn: (duty: Duty["duty"]) => sendJson<Duty>("PUT", "/api/me/duty", { duty }),
    onSuccess: (it) => {
      client.setQueryData(myDuty.queryKey, it);
      say(t(`duty.now.${it.duty}`));
    },
    onError: (error) => say(words(error), "danger"),
  });
  return { mine, turn };
}

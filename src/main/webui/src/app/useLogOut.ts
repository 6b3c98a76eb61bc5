import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { ProblemError, sendJson } from "../api/client";
import { useToast } from "../components/Toasts";
import { forgetDrafts } from "../features/composer/drafts";
import { useProblemText } from "../i18n/useProblemText";

export function useLogOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const words = useProblemText();
  const leave = () => {
    // The next person at this computer must find nothing.
    forgetDrafts();
    void navigate("/login", { replace: true });
    client.clear();
  };
  return useMutation({
    mutationFn: () => sendJson("DELETE", "/api/session"),
    onSuccess: leave,
    onError: (error) => (error instanceof ProblemError && error.status === 401 ? leave() : say(words(error), "danger")),
  });
}

import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "../api/client";
import { myself } from "../api/queries";

const TRIES = 2;

/** Asked for by nobody yet: being refused must not take the page away from somebody who is writing. */
export const AHEAD = { ahead: true };

/** An answer that will not change by asking again is not asked for again. */
function mayHelp(failures: number, error: Error): boolean {
  const final = error instanceof ProblemError && error.status < 500;
  return !final && failures < TRIES;
}

export function newQueryClient(): QueryClient {
  const whenLoggedOut = (error: Error) => {
    if (error instanceof ProblemError && error.slug === "not-logged-in" && client.getQueryData(myself.queryKey)) {
      void client.invalidateQueries({ queryKey: myself.queryKey });
    }
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey, meta }) => queryKey[0] !== myself.queryKey[0] && meta !== AHEAD && whenLoggedOut(error),
    }),
    mutationCache: new MutationCache({ onError: whenLoggedOut }),
    defaultOptions: {
      queries: {
        retry: mayHelp,
        // The stream keeps everything true; coming back to the tab needs no second look.
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
      },
    },
  });
  return client;
}

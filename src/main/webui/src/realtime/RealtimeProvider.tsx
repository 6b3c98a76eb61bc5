import { useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { myself } from "../api/queries";
import { useMe } from "../api/useMe";
import { FrameBatch } from "./FrameBatch";
import { LiveCache } from "./LiveCache";
import type { Notice, NumberedNotice } from "./Notice";
import { Stream, type StreamState } from "./Stream";

interface Realtime {
  state: StreamState;
  reconnect: () => void;
  markSeen: (conversationId: string, inboundCount: number) => void;
  /** Shows what a call of mine was answered, without waiting for the stream to say it too. */
  told: (notice: Notice) => void;
  /** What I look at, for colleagues to see; null: nothing. */
  look: (conversationId: string | null) => void;
  /** For what is not state but an event: an announcement, a sound. */
  listen: (listener: (notice: NumberedNotice) => void) => () => void;
}

const RealtimeContext = createContext<Realtime | undefined>(undefined);

export function useRealtime(): Realtime {
  const realtime = useContext(RealtimeContext);
  if (!realtime) throw new Error("useRealtime needs a RealtimeProvider above it");
  return realtime;
}

function openSocket(path: string): WebSocket {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(url);
}

/** Holds the page's one socket while somebody is logged in. */
export function RealtimeProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<StreamState>({ kind: "connecting" });
  const listeners = useRef(new Set<(notice: NumberedNotice) => void>());
  const stream = useRef<Stream>(undefined);
  const cache = useMemo(() => new LiveCache(client, Date.now), [client]);

  useEffect(() => {
    const unwatch = cache.watch();
    const batch = new FrameBatch<NumberedNotice>((notices) => {
      cache.apply(notices);
      for (const notice of notices) listeners.current.forEach((it) => it(notice));
    });
    const socket = new Stream(
      {
        onNotice: (notice) => batch.add(notice),
        onHello: (store, seq) => {
          batch.flush();
          cache.hello(store, seq);
        },
        onReset: () => {
          batch.flush();
          cache.reset();
        },
        onState: setState,
        // Whoever is logged out by now is sent to the log-in page by the answer.
        onRefused: () => void client.invalidateQueries({ queryKey: myself.queryKey }),
      },
      { open: openSocket, now: Date.now, random: Math.random },
    );
    stream.current = socket;
    const online = () => socket.reconnectNow();
    window.addEventListener("online", online);
    socket.start();
    return () => {
      window.removeEventListener("online", online);
      socket.stop();
      batch.stop();
      unwatch();
    };
  }, [cache, client]);

  const stores = useMe()
    .stores.map((it) => it.id)
    .toSorted()
    .join();
  const seen = useRef(stores);
  useEffect(() => {
    if (seen.current === stores) return;
    seen.current = stores;
    const visible = new Set(stores.split(","));
    stream.current?.seeOnly(visible);
    cache.seeOnly(visible);
  }, [stores, cache]);

  const look = useCallback((conversationId: string | null) => stream.current?.look(conversationId), []);
  const value = useMemo<Realtime>(
    () => ({
      state,
      reconnect: () => stream.current?.reconnectNow(),
      look,
      markSeen: (id, count) => cache.markSeen(id, count),
      told: (notice) => cache.told(notice),
      listen: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [state, cache, look],
  );
  return <RealtimeContext value={value}>{children}</RealtimeContext>;
}

import { useLocation } from "@solidjs/router";
import { createEffect, createMemo, onCleanup } from "solid-js";
import { me } from "../accounts/session.ts";
import { type Errands, follow } from "../live/errands.ts";
import { keep, recall } from "../live/kept.ts";
import { noticesOf } from "../live/notices.ts";
import { useStylesLive, watchStyles } from "../live/style-live.ts";
import { tellOutside } from "../training/tell-when-done.ts";
import { notify, onNotice } from "../ui/notify.ts";

/**
 * Keeps what toasts say in the artist's list, and tells the end of trainings and pictures that this browser saw begin,
 * on whatever page the artist is by then, after a reload too.
 */
export function useNotices(): void {
  const location = useLocation();
  const user = createMemo(() => me()?.user.id);
  const waiting = (userId: string) => recall<Errands>(`notices:${userId}:errands`) ?? {};
  createEffect(() => {
    const userId = user();
    if (!userId) return;
    const notices = noticesOf(userId);
    onCleanup(
      onNotice((notice) =>
        notices.add({
          id: notice.id ?? crypto.randomUUID(),
          at: Date.now(),
          title: notice.title,
          detail: notice.detail,
          href: notice.href,
          picture: notice.picture?.startsWith("blob:") ? undefined : notice.picture,
        }),
      ),
    );
    onCleanup(onNotice(tellOutside));
    onCleanup(
      watchStyles((before, after) => {
        const styleId = after.style?.id ?? before.style?.id;
        if (!styleId) return;
        const { errands, told, changed } = follow(waiting(userId), after, styleId, Date.now());
        if (changed) keep(`notices:${userId}:errands`, errands);
        for (const news of told) {
          const looking = document.visibilityState === "visible" && location.pathname === news.href.replace(/\?.*/, "");
          if (!looking) notify(news);
        }
      }),
    );
  });
  const owed = createMemo(
    () => {
      const userId = user();
      return userId ? [...new Set(Object.values(waiting(userId)).map(({ styleId }) => styleId))] : [];
    },
    [],
    { equals: (a, b) => a.join() === b.join() },
  );
  useStylesLive(owed);
}

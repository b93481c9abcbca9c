import { useNavigate } from "@solidjs/router";
import { createSignal, lazy, Show, Suspense } from "solid-js";
import { useKeys } from "../ui/keys.ts";
import { rooms } from "./rooms.ts";
import { openSearch, SearchPlace } from "./search-button.tsx";

const KeysSheet = lazy(() => import("./keys-sheet.tsx"));

/** The keys that work everywhere in the studio, with what they open. */
export function StudioKeys() {
  const navigate = useNavigate();
  const [sheet, setSheet] = createSignal(false);
  useKeys({
    title: "Everywhere",
    keys: [
      { keys: "?", words: "This sheet", run: () => setSheet(true) },
      { keys: "Ctrl+K", words: "Search", run: openSearch },
      ...rooms.map((room) => ({
        keys: `G ${room.letter.toUpperCase()}`,
        words: room.name,
        run: () => navigate(room.href),
      })),
      { keys: "N", words: "New style", run: () => navigate("/styles/new") },
    ],
  });
  return (
    <>
      <SearchPlace />
      <Show when={sheet()}>
        <Suspense>
          <KeysSheet onClose={() => setSheet(false)} />
        </Suspense>
      </Show>
    </>
  );
}

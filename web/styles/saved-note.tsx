import { savedAt, unsaved } from "../live/autosave.ts";
import { clockTime } from "../ui/say.ts";

/** What became of what was written: saving, kept here, saved when. */
export function SavedNote() {
  const words = () => {
    const { count, waiting } = unsaved();
    if (waiting) return "Kept here until the network returns";
    if (count > 0) return "Saving";
    const at = savedAt();
    return at === undefined ? "" : `Saved ${clockTime(at)}`;
  };
  return <>{words()}</>;
}

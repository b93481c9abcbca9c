import WifiOff from "lucide-solid/icons/wifi-off";
import { Show } from "solid-js";
import { online } from "../ui/network.ts";

export function OfflineBar() {
  return (
    <div role="status">
      <Show when={!online()}>
        <p class="flex items-center justify-center gap-2 border-b bg-background-secondary px-4 py-2 text-small">
          <WifiOff size={16} strokeWidth={1.75} class="text-warning" />
          No network. What you write is kept here and goes out when it returns.
        </p>
      </Show>
    </div>
  );
}

import { For } from "solid-js";
import type { Pack } from "#contract/plans";
import { Button } from "../ui/button.tsx";
import type { TillDoor } from "./offer.ts";
import { dollars, packName } from "./words.ts";

/** Credits bought once, with the price on each button. */
export function PackList(props: { packs: Pack[]; till: TillDoor }) {
  return (
    <ul class="border-t">
      <For each={props.packs}>
        {(pack) => (
          <li class="flex min-h-16 items-center gap-4 border-b py-3">
            <span class="flex-1 font-[550]">{packName(pack)}</span>
            <Button
              variant="secondary"
              price={dollars(pack.price)}
              loading={props.till.going() === pack.id}
              act="Opening"
              disabled={props.till.going() !== undefined}
              aria-label={`Buy ${packName(pack)} for ${dollars(pack.price)}`}
              onClick={() => void props.till.buy({ pack: pack.id })}
            >
              Buy
            </Button>
          </li>
        )}
      </For>
    </ul>
  );
}

import { CreditsPanel } from "../billing/credits-panel.tsx";
import { Title } from "../ui/title.tsx";
import { TopBar } from "./top-bar.tsx";

export default function Credits() {
  return (
    <>
      <Title text="Credits and receipts" />
      <TopBar here="Credits and receipts" />
      <div class="mx-auto w-full max-w-160 px-4 pt-2 pb-24">
        <h1>Credits and receipts</h1>
        <CreditsPanel />
      </div>
    </>
  );
}

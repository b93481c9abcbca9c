import { CreditsPanel } from "../billing/credits-panel.tsx";
import { Title } from "../ui/title.tsx";
import { TopBar } from "./top-bar.tsx";

export default function Credits() {
  return (
    <>
      <Title text="Credits and receipts" />
      <TopBar here="Credits and receipts" />
      <div class="px-4 pt-1 pb-16 sm:pt-2 md:px-8">
        <h1>Credits and receipts</h1>
        <CreditsPanel />
      </div>
    </>
  );
}

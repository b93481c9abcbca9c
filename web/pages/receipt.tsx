import { ReceiptCheck } from "../leaving/receipt-check.tsx";
import { Title } from "../ui/title.tsx";
import { PublicHeader } from "./public-header.tsx";

/** For whoever holds the receipt of a deletion, now or in ten years. */
export default function Receipt() {
  return (
    <>
      <Title text="Check a receipt" />
      <PublicHeader />
      <main id="content" class="mx-auto w-full max-w-160 px-4 pt-6 pb-24">
        <h1>Is this receipt genuine?</h1>
        <p class="mt-3 text-foreground-secondary">
          Every deletion ends in a receipt that this site signs with a key of its own. Paste one, or open the file that
          was saved. Nothing of it is kept.
        </p>
        <ReceiptCheck />
      </main>
    </>
  );
}

import Brush from "lucide-solid/icons/brush";
import House from "lucide-solid/icons/house";
import Images from "lucide-solid/icons/images";
import Palette from "lucide-solid/icons/palette";
import ReceiptText from "lucide-solid/icons/receipt-text";
import Settings from "lucide-solid/icons/settings";

export type Icon = typeof House;

export interface Room {
  href: string;
  name: string;
  /** Under the icon of the phone's bar. */
  short: string;
  icon: Icon;
  /** Goes there after G. */
  letter: string;
  /** Wide windows show the names beside the icons here; working rooms leave the width to the pictures. */
  words?: boolean;
}

/**
 * The rooms of the studio in their order. A page hangs itself into the rail, the phone's bar and the keys with one entry
 * here and one in routes.tsx.
 */
export const rooms: Room[] = [
  { href: "/dashboard", name: "Dashboard", short: "Home", icon: House, letter: "d", words: true },
  { href: "/styles", name: "My styles", short: "Styles", icon: Palette, letter: "s", words: true },
  { href: "/generate", name: "Generate", short: "Generate", icon: Brush, letter: "g" },
  { href: "/gallery", name: "Gallery", short: "Gallery", icon: Images, letter: "a" },
];

/** What hangs in the profile menu, above "Sign out". */
export const accountLinks: { href: string; name: string; icon: Icon }[] = [
  { href: "/credits", name: "Credits and receipts", icon: ReceiptText },
  { href: "/settings", name: "Settings", icon: Settings },
];

/** The room an address belongs to. */
export const roomAt = (path: string): Room | undefined =>
  rooms.find(({ href }) => path === href || path.startsWith(`${href}/`));

DROP INDEX `images_style`;--> statement-breakpoint
ALTER TABLE `images` ADD `position` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `images_style` ON `images` (`style_id`,`position`,`created_at`);
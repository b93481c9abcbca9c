CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text,
	`avatar_url` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `ledger` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`unit` text NOT NULL,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`job_id` text,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `ledger_user` ON `ledger` (`user_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_held_once` ON `ledger` (`job_id`) WHERE kind = 'hold';--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_settled_once` ON `ledger` (`job_id`) WHERE kind IN ('capture', 'release');--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`user_id` text PRIMARY KEY NOT NULL,
	`plan` text DEFAULT 'FREE' NOT NULL,
	`training_credits` integer NOT NULL,
	`generation_credits` integer NOT NULL,
	`current_period_start` integer,
	`current_period_end` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "training_credits_not_negative" CHECK("subscriptions"."training_credits" >= 0),
	CONSTRAINT "generation_credits_not_negative" CHECK("subscriptions"."generation_credits" >= 0)
);
--> statement-breakpoint
CREATE TABLE `generations` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`style_id` text NOT NULL,
	`room_id` text NOT NULL,
	`training_id` text NOT NULL,
	`status` text NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	`prompt` text NOT NULL,
	`negative_prompt` text,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`steps` integer NOT NULL,
	`guidance` real NOT NULL,
	`strength` real NOT NULL,
	`seed` integer NOT NULL,
	`remote_id` text,
	`output_key` text,
	`thumbnail_key` text,
	`error_message` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`completed_at` integer,
	`deadline_at` integer NOT NULL,
	FOREIGN KEY (`style_id`) REFERENCES `styles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `generations_user` ON `generations` (`user_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `generations_user_status` ON `generations` (`user_id`,`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `generations_style` ON `generations` (`style_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `generations_finished` ON `generations` (`completed_at`) WHERE status = 'COMPLETED';--> statement-breakpoint
CREATE INDEX `generations_in_flight` ON `generations` (`deadline_at`) WHERE status IN ('PENDING', 'PROCESSING');--> statement-breakpoint
CREATE INDEX `generations_unborn` ON `generations` (`created_at`) WHERE rev = 0;--> statement-breakpoint
CREATE TABLE `images` (
	`id` text PRIMARY KEY NOT NULL,
	`style_id` text NOT NULL,
	`filename` text NOT NULL,
	`state` text NOT NULL,
	`mime_type` text,
	`width` integer,
	`height` integer,
	`size_bytes` integer,
	`crc32` integer,
	`attempt` text,
	`caption` text,
	`reserved_until` integer NOT NULL,
	`created_at` integer NOT NULL,
	`rev` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`style_id`) REFERENCES `styles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `images_style` ON `images` (`style_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `images_reserved` ON `images` (`reserved_until`) WHERE state <> 'confirmed';--> statement-breakpoint
CREATE TABLE `removals` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`style_id` text NOT NULL,
	`prefixes` text NOT NULL,
	`requested_at` integer NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `removals_open` ON `removals` (`requested_at`) WHERE done_at IS NULL;--> statement-breakpoint
CREATE INDEX `removals_done` ON `removals` (`requested_at`) WHERE done_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `styles` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`trigger_word` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `styles_user` ON `styles` (`user_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `trainings` (
	`id` text PRIMARY KEY NOT NULL,
	`style_id` text NOT NULL,
	`user_id` text NOT NULL,
	`status` text NOT NULL,
	`stage` text,
	`rev` integer DEFAULT 0 NOT NULL,
	`steps` integer NOT NULL,
	`learning_rate` real NOT NULL,
	`trigger_word` text NOT NULL,
	`set` text NOT NULL,
	`image_count` integer NOT NULL,
	`loss` text,
	`remote_id` text,
	`remote_version` text,
	`weights_key` text,
	`test_image_key` text,
	`error_message` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`completed_at` integer,
	`deadline_at` integer NOT NULL,
	FOREIGN KEY (`style_id`) REFERENCES `styles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `trainings_style` ON `trainings` (`style_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `trainings_finished` ON `trainings` (`completed_at`) WHERE status = 'COMPLETED';--> statement-breakpoint
CREATE INDEX `trainings_unborn` ON `trainings` (`created_at`) WHERE rev = 0;--> statement-breakpoint
CREATE UNIQUE INDEX `trainings_one_in_flight` ON `trainings` (`style_id`) WHERE status IN ('PENDING', 'QUEUED', 'PROCESSING');
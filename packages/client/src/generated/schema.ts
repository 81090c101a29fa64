/**
 * Generated from packages/contract/openapi.json by "npm run generate". Do not edit.
 */
export interface paths {
    "/v1/receipts/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a basket costs and earns
         * @description Call it as lines are scanned: it writes nothing. The answer has the price of each line, the points to earn and the most that may be spent, hints for the cashier, and a token that binds all this for commit-receipt.
         *
         *     Scope: `till`.
         */
        post: operations["quote-receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reserve points for a receipt that is being paid
         * @description Needs the code that request-confirmation sent to the member. The hold ends with commit-receipt, with cancel-receipt, or by itself. Asked again with the same holdId it gives the same answer.
         *
         *     Scope: `till`.
         */
        post: operations["hold-points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The receipt is paid
         * @description Books the receipt: spends what is held, grants what is earned, moves the level. Idempotent by `key`: a till that got no answer asks again and is safe. With `quoteToken` the customer gets what the screen showed; without it, or where that is no longer possible, the receipt is recalculated and `recalculated` says so.
         *
         *     Scope: `till`.
         */
        post: operations["commit-receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The receipt is annulled
         * @description Before the commit it frees the points held and refuses a late commit of this key; after it, it returns everything that was not returned yet. Safe to repeat.
         *
         *     Scope: `till`.
         */
        post: operations["cancel-receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Goods come back
         * @description Whole or by line and quantity, in any split and order. Earned points are taken back, spent ones given back; the answer says how much money to return.
         *
         *     Scope: `till`.
         */
        post: operations["return-receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{receiptId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A receipt with its evidence
         * @description What the till sent, what the rules answered and why, and the returns since.
         *
         *     Scope: `members:read`.
         */
        get: operations["get-receipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a one-time code
         * @description To a phone, for joining; or to a member, for spending points. The code lives five minutes, works once and takes five tries. A person gets three in ten minutes and ten in a day; a key may ask sixty times a minute. For joining, the answer never says whether the phone is known.
         *
         *     Scope: `till`.
         */
        post: operations["request-confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a person up
         * @description By a phone and the code sent to it. The caller makes `memberId`, so that asking again is safe. With `invitation` the anonymous receipt that printed it counts for the new member.
         *
         *     A phone that already belongs to a member gives that member, whose `memberId` is not the one that was sent. `card` is linked to them. Their data stay as they are, whatever was sent of the profile, consents and store. An invitation is for new members: with one the answer is `already-member`, and the code can be used again without it.
         *
         *     A key without `members:read` is answered the short member.
         *
         *     Scope: `members:join`.
         */
        post: operations["join-member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find a member by phone, card or id
         * @description What identifies a person is sent in the body, never in an address. A key without `members:read` is answered the short member: enough to sell, nothing to write to a person.
         *
         *     Scope: `till`.
         */
        post: operations["find-member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{memberId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member
         * @description Profile, level, balances by kind and cards.
         *
         *     Scope: `members:read`.
         */
        get: operations["get-member"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Fill in or change a member's data
         * @description Fields that are absent stay as they are. Completing the programme's questionnaire lets a member who could only accumulate spend.
         *
         *     Scope: `members:write`.
         */
        patch: operations["update-member"];
        trace?: never;
    };
    "/v1/members/{memberId}/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's points, lot by lot
         * @description Balances by kind, and each lot with where it came from and when it expires.
         *
         *     Scope: `members:read`.
         */
        get: operations["get-points"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{memberId}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every movement of points, newest first
         * @description Two accounts and a positive amount each; nothing is ever edited, only reversed.
         *
         *     Scope: `members:read`.
         */
        get: operations["list-transfers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{memberId}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant points by hand
         * @description The caller makes `grantId`: asking again grants nothing more.
         *
         *     Scope: `points:grant`.
         */
        post: operations["grant-points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{memberId}/transfers/{number}/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reverse a movement of points
         * @description Adds its mirror image. Only grants and withdrawals by hand are reversed so; a receipt is returned.
         *
         *     Scope: `points:grant`.
         */
        post: operations["reverse-transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{memberId}/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a member a personal offer
         * @description Of a promotion that the programme marks as personal; it fires on one receipt.
         *
         *     Scope: `members:write`.
         */
        post: operations["give-offer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{memberId}/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge another member into this one
         * @description Lots keep their dates and sources, spend is summed, cards and phone lead to the one that stays.
         *
         *     Scope: `members:write`.
         */
        post: operations["merge-members"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{memberId}/merges/{mergeId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a merge
         * @description While neither side has moved since.
         *
         *     Scope: `members:write`.
         */
        post: operations["undo-merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{memberId}/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a virtual card or link a physical one
         * @description With `cardId`, which the caller makes, a virtual card with a new EAN-13 number: asking again issues no other. With `number` the physical card that has it. For staff who know that the member is who they say; a till links a card with join-member, by the code sent to the phone.
         *
         *     Scope: `members:write`.
         */
        post: operations["issue-card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{memberId}/cards/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block a card
         * @description A blocked card neither earns nor spends; the points stay with the member.
         *
         *     Scope: `members:write`.
         */
        post: operations["block-card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The live programme
         * @description Its document and version.
         *
         *     Scope: `programme:read`.
         */
        get: operations["get-programme"];
        put?: never;
        /**
         * Make a programme the live one
         * @description It becomes a new version, immutable; the one before is kept. Publishing the live document again changes nothing.
         *
         *     Scope: `programme:write`.
         */
        post: operations["publish-programme"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a programme
         * @description Every mistake with its place, in words for a marketer. Changes nothing.
         *
         *     Scope: `programme:read`.
         */
        post: operations["validate-programme"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Write goods
         * @description New ones are added, known ones replaced, a thousand at a time.
         *
         *     Scope: `catalogue:write`.
         */
        put: operations["put-products"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Write stores and their tills
         * @description New ones are added, known ones replaced.
         *
         *     Scope: `catalogue:write`.
         */
        put: operations["put-stores"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add single-use promo codes
         * @description For a promotion that takes them. A code that is already there stays as it is.
         *
         *     Scope: `programme:write`.
         */
        post: operations["add-codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All keys
         * @description Without their secrets. A key of a store or till sees those of its own store or till.
         *
         *     Scope: `keys:write`.
         */
        get: operations["list-keys"];
        put?: never;
        /**
         * Make a key
         * @description For a till, a site, a partner. The secret is shown once; only its hash is kept. A key gives only scopes that it has itself, and only in its own store or till.
         *
         *     Scope: `keys:write`.
         */
        post: operations["create-key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{keyId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a key
         * @description At once and for good. Safe to repeat. A key revokes only what it could have made: of its own store or till, with no scope beyond its own.
         *
         *     Scope: `keys:write`.
         */
        post: operations["revoke-key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Balance: {
            kind: string;
            /** @description Whole points */
            available: number;
            /** @description Whole points */
            pending: number;
            /** @description Whole points */
            held: number;
            /** @description Whole points */
            debt: number;
        };
        BasketLine: {
            /** @description Unique within the receipt; a return names it */
            id: string;
            /** @description An identifier of the chain */
            productId: string;
            /** @description In thousandths: 1 piece is 1000, 0.5 kg is 500 */
            quantity: number;
            /** @description Money in minor units (kopecks, cents) */
            amount: number;
        };
        BlockCardRequest: {
            /** @description EAN-13, as printed or scanned */
            number: string;
            reason: string;
        };
        CancelRequest: {
            key: components["schemas"]["ReceiptKey"];
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            at: string;
            language?: components["schemas"]["Language"];
        };
        CancelledReceipt: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            receiptId: string;
            /**
             * @description What there was to cancel: points held, a committed receipt, or nothing yet (a late commit is then refused)
             * @enum {string}
             */
            outcome: "hold-released" | "returned" | "void";
            returned: components["schemas"]["ReturnedReceipt"] | null;
        };
        Card: {
            number: string;
            /** @enum {string} */
            form: "virtual" | "physical";
            /** @enum {string} */
            state: "active" | "blocked";
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            issuedAt: string;
        };
        CodesRequest: {
            /** @description An identifier of the chain */
            promotion: string;
            codes: string[];
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            validUntil: string;
        };
        CommitRequest: {
            key: components["schemas"]["ReceiptKey"];
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            at: string;
            member?: components["schemas"]["MemberReference"];
            lines: components["schemas"]["BasketLine"][];
            /** @description Promo codes typed or scanned */
            codes?: string[];
            language?: components["schemas"]["Language"];
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            holdId?: string;
            quoteToken?: string;
        };
        CommittedReceipt: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            receiptId: string;
            programme: {
                id: string;
                version: number;
            };
            member: {
                /**
                 * Format: uuid
                 * @description UUID; version 7 where the caller makes it
                 */
                memberId: string;
                name: string | null;
                level: string;
                accumulateOnly: boolean;
                balances: components["schemas"]["Balance"][];
            } | null;
            lines: {
                id: string;
                /** @description Money in minor units (kopecks, cents) */
                amount: number;
                discounts: {
                    promotion: string;
                    /** @description Money in minor units (kopecks, cents) */
                    amount: number;
                }[];
                spent: {
                    kind: string;
                    /** @description Whole points */
                    points: number;
                    /** @description Money in minor units (kopecks, cents) */
                    amount: number;
                }[];
                /** @description Money in minor units (kopecks, cents) */
                paid: number;
                earned: {
                    kind: string;
                    source: string;
                    /** @description Whole points */
                    points: number;
                }[];
            }[];
            totals: {
                /** @description Money in minor units (kopecks, cents) */
                amount: number;
                /** @description Money in minor units (kopecks, cents) */
                discount: number;
                /** @description Money in minor units (kopecks, cents) */
                spent: number;
                /** @description Money in minor units (kopecks, cents) */
                paid: number;
            };
            spending: {
                kind: string;
                /** @description Whole points */
                available: number;
                /** @description Whole points */
                most: number;
                /** @description What `most` is limited by */
                because: string;
                /** @description Whole points */
                points: number;
                /** @description Money in minor units (kopecks, cents) */
                amount: number;
            }[];
            earning: {
                kind: string;
                source: string;
                /** @description Whole points */
                points: number;
                /** @description Money in minor units (kopecks, cents) */
                base: number;
                /**
                 * Format: date-time
                 * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
                 */
                activeFrom: string;
                expiresAt: string | null;
            }[];
            level: {
                before: string;
                after: string;
                /** @description Money in minor units */
                spendBefore: number;
                /** @description Money in minor units */
                spendAfter: number;
                next: {
                    level: string;
                    /** @description Money in minor units */
                    missing: number;
                } | null;
            } | null;
            promotions: {
                promotion: string;
                name: string;
                /** @description Money in minor units (kopecks, cents) */
                discount: number;
                /** @description Whole points */
                points: number;
                lines: string[];
                code: string | null;
                times: number;
            }[];
            refusedCodes: {
                code: string;
                because: string;
            }[];
            /** @description Sentences for the cashier */
            hints: string[];
            recalculated: {
                /** @description no-token, token-expired, other-basket, changed-since (a code or offer is used up), hold-ended (its points were tried for again) or points-gone (the screen showed points that nobody held) */
                because: string;
                difference: {
                    /** @description Money in minor units (kopecks, cents) */
                    paid: number;
                    /** @description Money in minor units (kopecks, cents) */
                    discount: number;
                    /** @description Money in minor units (kopecks, cents) */
                    spent: number;
                    earned: number;
                } | null;
            } | null;
            invitation: {
                code: string;
                url: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
                 */
                validUntil: string;
            } | null;
            /** @description Single-use codes for next time; the slip has them too */
            nextCodes: {
                code: string;
                promotion: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
                 */
                validFrom: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
                 */
                validUntil: string;
            }[];
            /** @description Lines to print under the receipt */
            slip: string[];
        };
        Confirmation: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            confirmationId: string;
            channel: string;
            /** @description Masked */
            sentTo: string;
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            expiresAt: string;
        };
        ConfirmationRequest: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            confirmationId: string;
            /** @enum {string} */
            purpose: "join" | "spend";
            /** @description In any writing: +7 916 123-45-67, 8(916)1234567 */
            phone?: string;
            member?: components["schemas"]["MemberReference"];
            language?: components["schemas"]["Language"];
        };
        Consent: {
            /** @description What is agreed to: terms, personal-data, sms, email, push … */
            kind: string;
            /** @description The version of the text that was shown */
            version: string;
            given: boolean;
        };
        GrantRequest: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            grantId: string;
            kind: string;
            points: number;
            reason: string;
        };
        HeldPoints: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            receiptId: string;
            programme: {
                id: string;
                version: number;
            };
            member: {
                /**
                 * Format: uuid
                 * @description UUID; version 7 where the caller makes it
                 */
                memberId: string;
                name: string | null;
                level: string;
                accumulateOnly: boolean;
                balances: components["schemas"]["Balance"][];
            } | null;
            lines: {
                id: string;
                /** @description Money in minor units (kopecks, cents) */
                amount: number;
                discounts: {
                    promotion: string;
                    /** @description Money in minor units (kopecks, cents) */
                    amount: number;
                }[];
                spent: {
                    kind: string;
                    /** @description Whole points */
                    points: number;
                    /** @description Money in minor units (kopecks, cents) */
                    amount: number;
                }[];
                /** @description Money in minor units (kopecks, cents) */
                paid: number;
                earned: {
                    kind: string;
                    source: string;
                    /** @description Whole points */
                    points: number;
                }[];
            }[];
            totals: {
                /** @description Money in minor units (kopecks, cents) */
                amount: number;
                /** @description Money in minor units (kopecks, cents) */
                discount: number;
                /** @description Money in minor units (kopecks, cents) */
                spent: number;
                /** @description Money in minor units (kopecks, cents) */
                paid: number;
            };
            spending: {
                kind: string;
                /** @description Whole points */
                available: number;
                /** @description Whole points */
                most: number;
                /** @description What `most` is limited by */
                because: string;
                /** @description Whole points */
                points: number;
                /** @description Money in minor units (kopecks, cents) */
                amount: number;
            }[];
            earning: {
                kind: string;
                source: string;
                /** @description Whole points */
                points: number;
                /** @description Money in minor units (kopecks, cents) */
                base: number;
                /**
                 * Format: date-time
                 * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
                 */
                activeFrom: string;
                expiresAt: string | null;
            }[];
            level: {
                before: string;
                after: string;
                /** @description Money in minor units */
                spendBefore: number;
                /** @description Money in minor units */
                spendAfter: number;
                next: {
                    level: string;
                    /** @description Money in minor units */
                    missing: number;
                } | null;
            } | null;
            promotions: {
                promotion: string;
                name: string;
                /** @description Money in minor units (kopecks, cents) */
                discount: number;
                /** @description Whole points */
                points: number;
                lines: string[];
                code: string | null;
                times: number;
            }[];
            refusedCodes: {
                code: string;
                because: string;
            }[];
            /** @description Sentences for the cashier */
            hints: string[];
            quoteToken: string;
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            quoteExpiresAt: string;
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            holdId: string;
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            holdExpiresAt: string;
            held: components["schemas"]["PointsByKind"];
        };
        HoldRequest: {
            key: components["schemas"]["ReceiptKey"];
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            at: string;
            member: components["schemas"]["MemberReference"];
            lines: components["schemas"]["BasketLine"][];
            /** @description Promo codes typed or scanned */
            codes?: string[];
            language?: components["schemas"]["Language"];
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            holdId: string;
            spend: "most" | components["schemas"]["PointsByKind"];
            confirmation: {
                /**
                 * Format: uuid
                 * @description UUID; version 7 where the caller makes it
                 */
                confirmationId: string;
                code: string;
            };
        };
        /** @description Either an id that you make, for a new virtual card, or the number of a physical one */
        IssueCardRequest: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            cardId?: string;
            /** @description EAN-13, as printed or scanned */
            number?: string;
        };
        JoinRequest: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            memberId: string;
            /** @description In any writing: +7 916 123-45-67, 8(916)1234567 */
            phone: string;
            confirmation: {
                /**
                 * Format: uuid
                 * @description UUID; version 7 where the caller makes it
                 */
                confirmationId: string;
                code: string;
            };
            name?: string;
            surname?: string;
            /**
             * Format: date
             * @description RFC 3339 full-date
             */
            birthDate?: string;
            /** Format: email */
            email?: string;
            /** @enum {string} */
            gender?: "female" | "male";
            city?: string;
            language?: components["schemas"]["Language"];
            consents?: components["schemas"]["Consent"][];
            /** @description EAN-13, as printed or scanned */
            card?: string;
            invitation?: string;
            /** @description An identifier of the chain */
            storeId?: string;
        };
        Key: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            keyId: string;
            name: string;
            scopes: string[];
            storeId: string | null;
            tillId: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            createdAt: string;
            revokedAt: string | null;
        };
        KeyRequest: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            keyId: string;
            name: string;
            scopes: components["schemas"]["Scope"][];
            /** @description An identifier of the chain */
            storeId?: string;
            /** @description An identifier of the chain */
            tillId?: string;
        };
        /** @enum {string} */
        Language: "ru" | "en";
        LiveProgramme: {
            version: number;
            publishedAt: string | null;
            programme: components["schemas"]["ProgrammeDocument"];
        };
        Member: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            memberId: string;
            /** @enum {string} */
            status: "active" | "suspended";
            phone: string | null;
            email: string | null;
            name: string | null;
            surname: string | null;
            birthDate: string | null;
            gender: ("female" | "male") | null;
            city: string | null;
            language: components["schemas"]["Language"];
            consents: {
                kind: string;
                version: string;
                given: boolean;
                /**
                 * Format: date-time
                 * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
                 */
                at: string;
            }[];
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            joinedAt: string;
            level: string;
            /** @description Money in minor units */
            spend: number;
            receipts: number;
            /** @description Earns but cannot spend until the questionnaire is complete */
            accumulateOnly: boolean;
            missingFields: string[];
            balances: components["schemas"]["Balance"][];
            cards: components["schemas"]["Card"][];
        };
        /** @description The whole member for a key with the scope members:read, the short one for any other */
        MemberForKey: components["schemas"]["Member"] | components["schemas"]["ShortMember"];
        /** @description Exactly one of the three */
        MemberReference: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            memberId?: string;
            /** @description EAN-13, as printed or scanned */
            card?: string;
            /** @description In any writing: +7 916 123-45-67, 8(916)1234567 */
            phone?: string;
        };
        MemberUpdate: {
            name?: string;
            surname?: string;
            /**
             * Format: date
             * @description RFC 3339 full-date
             */
            birthDate?: string;
            /** Format: email */
            email?: string;
            /** @enum {string} */
            gender?: "female" | "male";
            city?: string;
            language?: components["schemas"]["Language"];
            consents?: components["schemas"]["Consent"][];
        };
        MergeRequest: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            mergeId: string;
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            fromMemberId: string;
        };
        NewKey: {
            key: components["schemas"]["Key"];
            /** @description Shown this once; only its hash is kept */
            secret: string;
        };
        Offer: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            offerId: string;
            promotion: string;
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            validFrom: string;
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            validUntil: string;
            usedBy: string | null;
        };
        OfferRequest: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            offerId: string;
            /** @description An identifier of the chain */
            promotion: string;
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            validFrom?: string;
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            validUntil: string;
        };
        PointsAccount: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            memberId: string;
            balances: components["schemas"]["Balance"][];
            lots: {
                /**
                 * Format: uuid
                 * @description UUID; version 7 where the caller makes it
                 */
                lotId: string;
                kind: string;
                /** @description Whole points */
                granted: number;
                /** @description Whole points */
                available: number;
                /** @description Whole points */
                pending: number;
                /** @description Whole points */
                held: number;
                /**
                 * Format: date-time
                 * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
                 */
                activeFrom: string;
                expiresAt: string | null;
                source: string;
                receiptId: string | null;
            }[];
        };
        /** @description Points by kind */
        PointsByKind: {
            [key: string]: number;
        };
        /** @description An RFC 9457 problem document: how Bonum says no. */
        Problem: {
            /** @description An address, relative to this server, that explains the code */
            type: string;
            title: string;
            status: number;
            /**
             * @description Stable: programs decide by it
             * @enum {string}
             */
            code: "bad-request" | "bad-json" | "no-key" | "wrong-key" | "scope-missing" | "wrong-store" | "no-such-operation" | "method-not-allowed" | "too-large" | "not-json" | "too-many-requests" | "no-channel" | "no-programme" | "busy" | "bug" | "unknown-member" | "unknown-card" | "unknown-receipt" | "unknown-hold" | "unknown-transfer" | "unknown-key" | "unknown-merge" | "unknown-store" | "unknown-till" | "unknown-product" | "unknown-kind" | "unknown-promotion" | "unknown-line" | "key-reused" | "receipt-cancelled" | "quantity-exceeded" | "not-a-sale" | "not-enough-points" | "more-than-allowed" | "hold-closed" | "hold-of-other-receipt" | "receipt-already-committed" | "nothing-to-spend" | "bad-quote-token" | "bad-receipt" | "confirmation-wrong" | "confirmation-limit" | "already-member" | "card-taken" | "card-blocked" | "bad-card-number" | "bad-phone" | "member-suspended" | "member-id-reused" | "invitation-invalid" | "id-reused" | "same-member" | "open-hold" | "moved-since" | "cannot-reverse" | "programme-invalid";
            /** @description What is wrong and what to do, for people; may be reworded */
            detail: string;
            /** @description Where in the request, as a JSON pointer such as /lines/3/quantity */
            path?: string;
        };
        Product: {
            /** @description An identifier of the chain */
            productId: string;
            name: string;
            /** @description From the widest to the narrowest */
            category?: string[];
            brand?: string;
            /** @description Minor units */
            price?: number;
            /** @description No discount takes one unit below this, minor units */
            floor?: number;
            onSale?: boolean;
            barcode?: string;
        };
        ProductsRequest: {
            products: components["schemas"]["Product"][];
        };
        ProgrammeCheck: {
            valid: boolean;
            problems: {
                path: string;
                code: string;
                message: {
                    ru: string;
                    en: string;
                };
            }[];
        };
        /** @description A programme document, format bonum/1 */
        ProgrammeDocument: {
            [key: string]: unknown;
        };
        ProgrammeRequest: {
            programme: components["schemas"]["ProgrammeDocument"];
        };
        Quote: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            receiptId: string;
            programme: {
                id: string;
                version: number;
            };
            member: {
                /**
                 * Format: uuid
                 * @description UUID; version 7 where the caller makes it
                 */
                memberId: string;
                name: string | null;
                level: string;
                accumulateOnly: boolean;
                balances: components["schemas"]["Balance"][];
            } | null;
            lines: {
                id: string;
                /** @description Money in minor units (kopecks, cents) */
                amount: number;
                discounts: {
                    promotion: string;
                    /** @description Money in minor units (kopecks, cents) */
                    amount: number;
                }[];
                spent: {
                    kind: string;
                    /** @description Whole points */
                    points: number;
                    /** @description Money in minor units (kopecks, cents) */
                    amount: number;
                }[];
                /** @description Money in minor units (kopecks, cents) */
                paid: number;
                earned: {
                    kind: string;
                    source: string;
                    /** @description Whole points */
                    points: number;
                }[];
            }[];
            totals: {
                /** @description Money in minor units (kopecks, cents) */
                amount: number;
                /** @description Money in minor units (kopecks, cents) */
                discount: number;
                /** @description Money in minor units (kopecks, cents) */
                spent: number;
                /** @description Money in minor units (kopecks, cents) */
                paid: number;
            };
            spending: {
                kind: string;
                /** @description Whole points */
                available: number;
                /** @description Whole points */
                most: number;
                /** @description What `most` is limited by */
                because: string;
                /** @description Whole points */
                points: number;
                /** @description Money in minor units (kopecks, cents) */
                amount: number;
            }[];
            earning: {
                kind: string;
                source: string;
                /** @description Whole points */
                points: number;
                /** @description Money in minor units (kopecks, cents) */
                base: number;
                /**
                 * Format: date-time
                 * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
                 */
                activeFrom: string;
                expiresAt: string | null;
            }[];
            level: {
                before: string;
                after: string;
                /** @description Money in minor units */
                spendBefore: number;
                /** @description Money in minor units */
                spendAfter: number;
                next: {
                    level: string;
                    /** @description Money in minor units */
                    missing: number;
                } | null;
            } | null;
            promotions: {
                promotion: string;
                name: string;
                /** @description Money in minor units (kopecks, cents) */
                discount: number;
                /** @description Whole points */
                points: number;
                lines: string[];
                code: string | null;
                times: number;
            }[];
            refusedCodes: {
                code: string;
                because: string;
            }[];
            /** @description Sentences for the cashier */
            hints: string[];
            /** @description Give it to commit-receipt: it binds what the screen showed */
            quoteToken: string;
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            quoteExpiresAt: string;
        };
        QuoteRequest: {
            key: components["schemas"]["ReceiptKey"];
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            at: string;
            member?: components["schemas"]["MemberReference"];
            lines: components["schemas"]["BasketLine"][];
            /** @description Promo codes typed or scanned */
            codes?: string[];
            language?: components["schemas"]["Language"];
            spend?: components["schemas"]["SpendWish"];
        };
        /** @description The till's own name for a receipt. The same key with the same content gives the same answer, with other content a refusal. */
        ReceiptKey: {
            /** @description An identifier of the chain */
            storeId: string;
            /** @description An identifier of the chain */
            tillId: string;
            /** @description The till's shift; with the number it never comes twice */
            shift: string;
            /** @description The receipt's number within the shift */
            number: string;
        };
        ReturnRequest: {
            key: components["schemas"]["ReceiptKey"];
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            at: string;
            of: components["schemas"]["ReceiptKey"];
            /** @description Absent: everything that was not returned yet */
            lines?: {
                id: string;
                quantity: number;
            }[];
            language?: components["schemas"]["Language"];
        };
        ReturnedReceipt: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            receiptId: string;
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            ofReceiptId: string;
            lines: {
                id: string;
                quantity: number;
                /** @description Money in minor units (kopecks, cents) */
                refund: number;
            }[];
            /** @description Money in minor units (kopecks, cents) */
            refund: number;
            /** @description Money in minor units (kopecks, cents) */
            refundReducedBy: number;
            pointsTakenBack: components["schemas"]["PointsByKind"];
            pointsGivenBack: components["schemas"]["PointsByKind"];
            debt: components["schemas"]["PointsByKind"];
            balances: components["schemas"]["Balance"][];
            level: string | null;
            slip: string[];
        };
        ReverseRequest: {
            reason: string;
        };
        /** @enum {string} */
        Scope: "till" | "members:read" | "members:join" | "members:write" | "points:grant" | "catalogue:write" | "programme:read" | "programme:write" | "keys:write";
        ShortMember: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            memberId: string;
            /** @enum {string} */
            status: "active" | "suspended";
            name: string | null;
            language: components["schemas"]["Language"];
            level: string;
            /** @description Earns but cannot spend until the questionnaire is complete */
            accumulateOnly: boolean;
            missingFields: string[];
            balances: components["schemas"]["Balance"][];
        };
        /** @description Points to pay with: none, as many as may be, or so many of each kind */
        SpendWish: "none" | "most" | components["schemas"]["PointsByKind"];
        Store: {
            /** @description An identifier of the chain */
            storeId: string;
            name: string;
            city?: string;
            tags?: string[];
            tills: {
                /** @description An identifier of the chain */
                tillId: string;
                name: string;
            }[];
        };
        StoredReceipt: {
            /**
             * Format: uuid
             * @description UUID; version 7 where the caller makes it
             */
            receiptId: string;
            /** @enum {string} */
            type: "sale" | "return" | "void";
            key: components["schemas"]["ReceiptKey"];
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            at: string;
            memberId: string | null;
            /** @description Money in minor units (kopecks, cents) */
            paid: number;
            programme: {
                id: string;
                version: number;
            } | null;
            ofReceiptId: string | null;
            /** @description What the till sent */
            request: unknown;
            /** @description The engine's evidence: each discount and point with its reason */
            calculation: unknown;
            returns: string[];
        };
        StoresRequest: {
            stores: components["schemas"]["Store"][];
        };
        Transfer: {
            number: number;
            kind: string;
            debit: string;
            credit: string;
            /** @description Whole points */
            points: number;
            lotId: string | null;
            reason: string;
            receiptId: string | null;
            reverses: number | null;
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            at: string;
            /**
             * Format: date-time
             * @description RFC 3339 with an offset, such as 2026-11-22T19:05:00+03:00
             */
            recordedAt: string;
        };
        TransferPage: {
            transfers: components["schemas"]["Transfer"][];
            next: number | null;
        };
        Written: {
            written: number;
        };
    };
    responses: {
        /**
         * @description `no-key`: A key is needed: Authorization: Bearer <key>.
         *
         *     `wrong-key`: This key is not known or was revoked.
         */
        NoKey: {
            headers: {
                /** @description Bearer, with what is wrong */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "no-key" | "wrong-key";
                };
            };
        };
        /** @description `too-large`: The request is too large. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too-large";
                };
            };
        };
        /** @description `not-json`: The body must be sent as application/json. */
        NotJson: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not-json";
                };
            };
        };
        /** @description `bug`: Something went wrong on our side. */
        Bug: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "bug";
                };
            };
        };
        /**
         * @description `busy`: The server is busy; ask again.
         *
         *     `no-programme`: No programme is live yet.
         */
        Busy: {
            headers: {
                /** @description Seconds */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "busy" | "no-programme";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "quote-receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /**
             * @description `unknown-member`: No such member.
             *
             *     `unknown-card`: No such card.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member" | "unknown-card";
                    };
                };
            };
            /**
             * @description `card-blocked`: This card is blocked.
             *
             *     `member-suspended`: This member is suspended.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "card-blocked" | "member-suspended";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /**
             * @description `unknown-store`: No such store.
             *
             *     `unknown-till`: No such till.
             *
             *     `unknown-product`: No such product.
             *
             *     `bad-card-number`: This is not a card number of this chain.
             *
             *     `bad-phone`: This is not a phone number.
             *
             *     `bad-receipt`: The receipt contradicts itself.
             *
             *     `unknown-kind`: No such kind of points.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-store" | "unknown-till" | "unknown-product" | "bad-card-number" | "bad-phone" | "bad-receipt" | "unknown-kind";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "hold-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldPoints"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /**
             * @description `unknown-member`: No such member.
             *
             *     `unknown-card`: No such card.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member" | "unknown-card";
                    };
                };
            };
            /**
             * @description `card-blocked`: This card is blocked.
             *
             *     `not-enough-points`: There are not enough points.
             *
             *     `more-than-allowed`: The rules allow fewer points on this receipt.
             *
             *     `nothing-to-spend`: No points can be spent on this receipt.
             *
             *     `receipt-already-committed`: This receipt is already committed.
             *
             *     `receipt-cancelled`: This receipt was cancelled.
             *
             *     `member-suspended`: This member is suspended.
             *
             *     `id-reused`: This id was already used with other content.
             *
             *     `hold-closed`: This hold is already committed, cancelled or expired.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "card-blocked" | "not-enough-points" | "more-than-allowed" | "nothing-to-spend" | "receipt-already-committed" | "receipt-cancelled" | "member-suspended" | "id-reused" | "hold-closed";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /**
             * @description `unknown-store`: No such store.
             *
             *     `unknown-till`: No such till.
             *
             *     `unknown-product`: No such product.
             *
             *     `bad-card-number`: This is not a card number of this chain.
             *
             *     `bad-phone`: This is not a phone number.
             *
             *     `bad-receipt`: The receipt contradicts itself.
             *
             *     `confirmation-wrong`: The code is wrong, expired or used up.
             *
             *     `unknown-kind`: No such kind of points.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-store" | "unknown-till" | "unknown-product" | "bad-card-number" | "bad-phone" | "bad-receipt" | "confirmation-wrong" | "unknown-kind";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "commit-receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommitRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommittedReceipt"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /**
             * @description `unknown-member`: No such member.
             *
             *     `unknown-card`: No such card.
             *
             *     `unknown-hold`: No such hold.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member" | "unknown-card" | "unknown-hold";
                    };
                };
            };
            /**
             * @description `card-blocked`: This card is blocked.
             *
             *     `key-reused`: This receipt was already committed with other content.
             *
             *     `receipt-cancelled`: This receipt was cancelled.
             *
             *     `hold-of-other-receipt`: This hold was made for another receipt or member.
             *
             *     `member-suspended`: This member is suspended.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "card-blocked" | "key-reused" | "receipt-cancelled" | "hold-of-other-receipt" | "member-suspended";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /**
             * @description `unknown-store`: No such store.
             *
             *     `unknown-till`: No such till.
             *
             *     `unknown-product`: No such product.
             *
             *     `bad-card-number`: This is not a card number of this chain.
             *
             *     `bad-phone`: This is not a phone number.
             *
             *     `bad-receipt`: The receipt contradicts itself.
             *
             *     `bad-quote-token`: The quote token is not one of ours.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-store" | "unknown-till" | "unknown-product" | "bad-card-number" | "bad-phone" | "bad-receipt" | "bad-quote-token";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "cancel-receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelledReceipt"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `not-a-sale`: Only a sale can be returned. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not-a-sale";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /**
             * @description `unknown-store`: No such store.
             *
             *     `unknown-till`: No such till.
             *
             *     `bad-receipt`: The receipt contradicts itself.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-store" | "unknown-till" | "bad-receipt";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "return-receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnedReceipt"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `unknown-receipt`: No such receipt. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-receipt";
                    };
                };
            };
            /**
             * @description `not-a-sale`: Only a sale can be returned.
             *
             *     `quantity-exceeded`: More is returned than was sold and not yet returned.
             *
             *     `key-reused`: This receipt was already committed with other content.
             *
             *     `receipt-cancelled`: This receipt was cancelled.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not-a-sale" | "quantity-exceeded" | "key-reused" | "receipt-cancelled";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /**
             * @description `unknown-store`: No such store.
             *
             *     `unknown-till`: No such till.
             *
             *     `unknown-line`: The receipt has no such line.
             *
             *     `bad-receipt`: The receipt contradicts itself.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-store" | "unknown-till" | "unknown-line" | "bad-receipt";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "get-receipt": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-00000000000a */
                receiptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredReceipt"];
                };
            };
            /** @description `bad-request`: The request does not have the form this operation takes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `unknown-receipt`: No such receipt. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-receipt";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "request-confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmationRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Confirmation"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /**
             * @description `unknown-member`: No such member.
             *
             *     `unknown-card`: No such card.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member" | "unknown-card";
                    };
                };
            };
            /**
             * @description `id-reused`: This id was already used with other content.
             *
             *     `card-blocked`: This card is blocked.
             *
             *     `member-suspended`: This member is suspended.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "id-reused" | "card-blocked" | "member-suspended";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /**
             * @description `bad-phone`: This is not a phone number.
             *
             *     `bad-card-number`: This is not a card number of this chain.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-phone" | "bad-card-number";
                    };
                };
            };
            /**
             * @description `too-many-requests`: Too many requests.
             *
             *     `confirmation-limit`: Too many codes were asked for; wait.
             */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "too-many-requests" | "confirmation-limit";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "join-member": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberForKey"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /**
             * @description `card-taken`: This card belongs to another member.
             *
             *     `card-blocked`: This card is blocked.
             *
             *     `already-member`: This phone is a member already.
             *
             *     `member-id-reused`: This member id was already used with other content.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "card-taken" | "card-blocked" | "already-member" | "member-id-reused";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /**
             * @description `confirmation-wrong`: The code is wrong, expired or used up.
             *
             *     `bad-phone`: This is not a phone number.
             *
             *     `bad-card-number`: This is not a card number of this chain.
             *
             *     `invitation-invalid`: This invitation is unknown, used or out of date.
             *
             *     `unknown-store`: No such store.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "confirmation-wrong" | "bad-phone" | "bad-card-number" | "invitation-invalid" | "unknown-store";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "find-member": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberReference"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberForKey"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /**
             * @description `unknown-member`: No such member.
             *
             *     `unknown-card`: No such card.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member" | "unknown-card";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /**
             * @description `bad-card-number`: This is not a card number of this chain.
             *
             *     `bad-phone`: This is not a phone number.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-card-number" | "bad-phone";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "get-member": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-000000000001 */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description `bad-request`: The request does not have the form this operation takes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `unknown-member`: No such member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "update-member": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-000000000001 */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberUpdate"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `unknown-member`: No such member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "get-points": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-000000000001 */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointsAccount"];
                };
            };
            /** @description `bad-request`: The request does not have the form this operation takes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `unknown-member`: No such member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "list-transfers": {
        parameters: {
            query?: {
                before?: number;
                /** @example 10 */
                limit?: number;
            };
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-000000000001 */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferPage"];
                };
            };
            /** @description `bad-request`: The request does not have the form this operation takes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `unknown-member`: No such member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "grant-points": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-000000000001 */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointsAccount"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `unknown-member`: No such member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member";
                    };
                };
            };
            /** @description `id-reused`: This id was already used with other content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "id-reused";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `unknown-kind`: No such kind of points. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-kind";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "reverse-transfer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-000000000001 */
                memberId: string;
                /** @example 999999 */
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReverseRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointsAccount"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /**
             * @description `unknown-member`: No such member.
             *
             *     `unknown-transfer`: No such transfer.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member" | "unknown-transfer";
                    };
                };
            };
            /** @description `cannot-reverse`: This transfer cannot be reversed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "cannot-reverse";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "give-offer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-000000000001 */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Offer"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `unknown-member`: No such member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member";
                    };
                };
            };
            /** @description `id-reused`: This id was already used with other content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "id-reused";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `unknown-promotion`: No such promotion. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-promotion";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "merge-members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-000000000001 */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `unknown-member`: No such member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member";
                    };
                };
            };
            /**
             * @description `open-hold`: Points are held for a receipt that is being paid.
             *
             *     `id-reused`: This id was already used with other content.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "open-hold" | "id-reused";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `same-member`: A member cannot be merged into itself. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "same-member";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "undo-merge": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-000000000001 */
                memberId: string;
                /** @example 01932e2c-0000-7000-8000-000000000009 */
                mergeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description `bad-request`: The request does not have the form this operation takes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /**
             * @description `unknown-member`: No such member.
             *
             *     `unknown-merge`: No such merge.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member" | "unknown-merge";
                    };
                };
            };
            /** @description `moved-since`: Something has moved since; this can no longer be undone. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "moved-since";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "issue-card": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-000000000001 */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueCardRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `unknown-member`: No such member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member";
                    };
                };
            };
            /**
             * @description `card-taken`: This card belongs to another member.
             *
             *     `card-blocked`: This card is blocked.
             *
             *     `id-reused`: This id was already used with other content.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "card-taken" | "card-blocked" | "id-reused";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `bad-card-number`: This is not a card number of this chain. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-card-number";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "block-card": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-000000000001 */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlockCardRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /**
             * @description `unknown-member`: No such member.
             *
             *     `unknown-card`: No such card.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-member" | "unknown-card";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `bad-card-number`: This is not a card number of this chain. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-card-number";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "get-programme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveProgramme"];
                };
            };
            /** @description `bad-request`: The request does not have the form this operation takes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "publish-programme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProgrammeRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveProgramme"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `programme-invalid`: The programme has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "programme-invalid";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "validate-programme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProgrammeRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgrammeCheck"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "put-products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductsRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "put-stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoresRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "add-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodesRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Written"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `unknown-promotion`: No such promotion. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-promotion";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "list-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: components["schemas"]["Key"][];
                    };
                };
            };
            /** @description `bad-request`: The request does not have the form this operation takes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "create-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            /**
             * @description `bad-request`: The request does not have the form this operation takes.
             *
             *     `bad-json`: The body is not JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request" | "bad-json";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `id-reused`: This id was already used with other content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "id-reused";
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /**
             * @description `unknown-store`: No such store.
             *
             *     `unknown-till`: No such till.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-store" | "unknown-till";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
    "revoke-key": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932e2c-0000-7000-8000-00000000000a */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            /** @description `bad-request`: The request does not have the form this operation takes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bad-request";
                    };
                };
            };
            401: components["responses"]["NoKey"];
            /**
             * @description `scope-missing`: This key may not do that.
             *
             *     `wrong-store`: This key belongs to another store or till.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "scope-missing" | "wrong-store";
                    };
                };
            };
            /** @description `unknown-key`: No such key. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown-key";
                    };
                };
            };
            500: components["responses"]["Bug"];
            503: components["responses"]["Busy"];
        };
    };
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.sample;

import java.util.List;

/** Invented people, places and remarks. All characters exist in latin1. */
final class Words {
    static final List<String> FIRST_NAMES = List.of(
            "Ada", "Björn", "Carine ", "Dmitri", "Elif", "Fergus", "Gudrun", "Hana", "Inés", "Jonas", "Keiko", "Liam",
            "Maëlle", "Nils", "Oona", "Priya", "Quentin", "Rosa", "Søren", "Tove", "Ulla", "Vikram", "Wanda", "Xavier",
            "Yuki", "Zoë");
    static final List<String> LAST_NAMES = List.of(
            "Ashdown",
            "Bergström",
            "Castellan",
            "Dunmore",
            "Eriksen",
            "Fairweather",
            "Galloway",
            "Hartvig",
            "Inoue",
            "Jansson",
            "Kowalik",
            "Lindqvist",
            "Morven",
            "Nakagawa",
            "O'Hanlon",
            "Pellegrin",
            "Quayle",
            "Rasmussen",
            "Stavros",
            "Tremaine",
            "Underhill",
            "Valente",
            "Wexford",
            "Yardley",
            "Zeller",
            "Müllner",
            "Peñalver");
    static final List<String> FIRMS = List.of(
            "Model Emporium",
            "Toys & Crafts",
            "Hobby House",
            "Gift Company",
            "Collectables",
            "Miniatures Ltd",
            "Maritime Shop",
            "Bookshop and Models",
            "Trading Co.",
            "Museum Store");
    static final List<String> STREETS = List.of(
            "Harbour Street",
            "Quayside",
            "Mill Lane",
            "Ferry Road",
            "Church Hill",
            "Rue du Port",
            "Kai Straße",
            "Calle Mayor",
            "Strandvägen",
            "Lighthouse Avenue");
    /** City, state or "", country. */
    static final List<List<String>> PLACES = List.of(
            List.of("Nantes", "", "France"),
            List.of("Bergen", "", "Norway"),
            List.of("Seattle", "WA", "USA"),
            List.of("Baltimore", "MD", "USA"),
            List.of("Boston", "MA", "USA"),
            List.of("Cádiz", "", "Spain"),
            List.of("Bremen", "", "Germany"),
            List.of("Auckland", "", "New Zealand"),
            List.of("Fremantle", "WA", "Australia"),
            List.of("Genova", "", "Italy"),
            List.of("Malmö", "", "Sweden"),
            List.of("Aarhus", "", "Denmark"),
            List.of("Liverpool", "", "UK"),
            List.of("Cork", "Co. Cork", "Ireland"),
            List.of("Victoria", "BC", "Canada"),
            List.of("Turku", "", "Finland"));

    static final List<String> REMARKS = List.of(
            "Customer asks for delivery in the morning.",
            "Two boxes, please keep them upright.",
            "Wait for the walnut stands before shipping.",
            "They would like a catalogue with the parcel.",
            "Gift wrapping for the small models.\r\nInvoice goes to the head office.",
            "Check the new address with the customer's buyer.",
            "Paid by cheque; the bank confirmed it.",
            "Use the carrier agreed in spring, not the old one.",
            "Masts were bent last time, pack them separately.",
            "Partial delivery is fine.");

    private Words() {}
}

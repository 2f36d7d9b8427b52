/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is sold: seven product lines with 110 models. */
record Catalogue(SampleTable productLines, SampleTable products) {
    private static final int PRODUCTS = 110;
    private static final List<String> LINES = List.of(
            "Sailing Boats",
            "Paddle Steamers",
            "Lighthouses",
            "Seaplanes",
            "Harbour Railways",
            "Fishing Boats",
            "Ferries");
    private static final List<String> SCALES = List.of("1:12", "1:24", "1:48", "1:72", "1:96", "1:350");
    private static final List<String> VENDORS = List.of(
            "Tidewater Models",
            "Lantern & Keel",
            "Brass Anchor Works",
            "Mole End Miniatures",
            "Skerry Craft",
            "Blue Peter Kits",
            "Capstan Studio");
    private static final List<String> ADJECTIVES = List.of(
            "Silver",
            "Northern",
            "Old",
            "Merry",
            "Swift",
            "Quiet",
            "Amber",
            "Grey",
            "Bold",
            "Distant",
            "Green",
            "White");
    private static final List<String> NAMES = List.of(
            "Heron", "Petrel", "Curlew", "Marlin", "Osprey", "Plover", "Tern", "Gannet", "Kestrel", "Otter", "Wren",
            "Seal");
    private static final List<String> FEATURES = List.of(
            "laser-cut birch frames",
            "hand-tied rigging",
            "cast brass fittings",
            "working lamps",
            "numbered certificate",
            "removable deck",
            "printed flags of six ports",
            "walnut stand");

    static Catalogue create(Dice dice) {
        List<List<Object>> lines = new ArrayList<>();
        for (String line : LINES) {
            lines.add(Arrays.asList(
                    line,
                    "%s as our model makers know them: built from original drawings, sanded and painted by hand. Each one comes with %s and %s."
                            .formatted(line, dice.pick(FEATURES.subList(0, 4)), dice.pick(FEATURES.subList(4, 8))),
                    null,
                    null));
        }
        return new Catalogue(lineTable(lines), productTable(products(dice)));
    }

    /** Product codes with the recommended price of each. */
    List<String> codes() {
        return products.rows().stream().map(row -> (String) row.get(0)).toList();
    }

    BigDecimal price(int index) {
        return (BigDecimal) products.rows().get(index).get(8);
    }

    private static List<List<Object>> products(Dice dice) {
        Set<String> names = new LinkedHashSet<>();
        List<List<Object>> rows = new ArrayList<>();
        while (rows.size() < PRODUCTS) {
            String line = LINES.get(rows.size() % LINES.size());
            String name = "%d %s %s".formatted(dice.between(1870, 1965), dice.pick(ADJECTIVES), dice.pick(NAMES));
            if (!names.add(name.substring(5))) {
                continue;
            }
            BigDecimal recommended = dice.amount(35, 210);
            rows.add(Arrays.asList(
                    "M%02d_%04d".formatted(10 + LINES.indexOf(line), 1001 + rows.size() * 37),
                    name,
                    line,
                    dice.pick(SCALES),
                    dice.pick(VENDORS),
                    description(dice, name),
                    dice.between(15, 9990),
                    dice.percentOf(recommended, 42, 68),
                    recommended));
        }
        return rows;
    }

    /** Some have line ends in the style of Windows, as data typed by people does. */
    private static String description(Dice dice, String name) {
        String lineEnd = dice.chance(15) ? "\r\n" : " ";
        return "The \"%s\" with %s,%sand %s. Length %d mm.%sCan't be left in water."
                .formatted(name, dice.pick(FEATURES), lineEnd, dice.pick(FEATURES), dice.between(110, 940), lineEnd);
    }

    private static SampleTable lineTable(List<List<Object>> rows) {
        return new SampleTable(
                "productlines",
                List.of("productLine", "textDescription", "htmlDescription", "image"),
                """
                  productLine varchar(50) NOT NULL,
                  textDescription varchar(4000) DEFAULT NULL,
                  htmlDescription mediumtext,
                  image mediumblob,
                  PRIMARY KEY (productLine)""",
                rows);
    }

    private static SampleTable productTable(List<List<Object>> rows) {
        return new SampleTable(
                "products",
                List.of(
                        "productCode",
                        "productName",
                        "productLine",
                        "productScale",
                        "productVendor",
                        "productDescription",
                        "quantityInStock",
                        "buyPrice",
                        "MSRP"),
                """
                  productCode varchar(15) NOT NULL,
                  productName varchar(70) NOT NULL,
                  productLine varchar(50) NOT NULL,
                  productScale varchar(10) NOT NULL,
                  productVendor varchar(50) NOT NULL,
                  productDescription text NOT NULL,
                  quantityInStock smallint NOT NULL,
                  buyPrice decimal(10,2) NOT NULL,
                  MSRP decimal(10,2) NOT NULL,
                  PRIMARY KEY (productCode),
                  CONSTRAINT products_line FOREIGN KEY (productLine) REFERENCES productlines (productLine)""",
                rows);
    }
}

import type { Promised } from "../mutant.ts";

const folder = "src/nada/library";
const tests = "tests/nada/library";
const agreesOf = (name: string) =>
  `${name}() gives what plain arithmetic gives, up to the edge of its range`;

/** What the functions of the library for programs give and refuse. */
export const library: readonly Promised[] = [
  {
    promise: "Functions of the library give what plain arithmetic gives",
    mutants: [
      {
        name: "of equal numbers the last one is the largest",
        file: `${folder}/extremes.ts`,
        from: "(later, earlier) => later.gt(earlier)",
        to: "(later, earlier) => later.ge(earlier)",
        testFile: `${tests}/extremes_test.ts`,
        test: agreesOf("argMax"),
      },
      {
        name: "a sorting network lacks its last exchange",
        file: `${folder}/networks.ts`,
        from: "at + distance < size; at++",
        to: "at + distance < size - 1; at++",
        testFile: `${tests}/sorting_test.ts`,
        test: "the networks sort and select of every list of zeros and ones, and so of every list",
      },
      {
        name: "a selection takes the longer network",
        file: `${folder}/networks.ts`,
        from: "knockouts.length < sorting.length ?",
        to: "knockouts.length > sorting.length ?",
        testFile: `${tests}/sorting_test.ts`,
        test:
          "a selection takes no more comparisons than a knockout for each place, or than sorting",
      },
      {
        name: "only the keys of sorted lists move",
        file: `${folder}/networks.ts`,
        from: "for (const row of rows) {",
        to: "for (const row of rows.slice(0, 1)) {",
        testFile: `${tests}/sorting_test.ts`,
        test: agreesOf("sortBy"),
      },
      {
        name: "wide numbers are compared by eq",
        file: `${folder}/wide.ts`,
        from: "a.lt(b).or(a.gt(b)).not()",
        to: "a.eq(b)",
        testFile: `${tests}/wide_test.ts`,
        test: agreesOf("equalsWide"),
      },
      {
        name: "the least significant part decides on the order",
        file: `${folder}/parts.ts`,
        from: "high.isLess.or(high.isEqual.and(low.isLess))",
        to: "low.isLess.or(low.isEqual.and(high.isLess))",
        testFile: `${tests}/wide_test.ts`,
        test: agreesOf("lessInParts"),
      },
      {
        name: "long division takes a step only if something is left",
        file: `${folder}/divide.ts`,
        from: "remainder.ge(step)",
        to: "remainder.gt(step)",
        testFile: `${tests}/dividing_test.ts`,
        test: agreesOf("divideWide"),
      },
      {
        name: "a wide dividend may be negative",
        file: `${folder}/divide.ts`,
        from: "dividend.add(added * by).div(by).sub(added)",
        to: "dividend.div(by)",
        testFile: `${tests}/dividing_test.ts`,
        test: agreesOf("divideByPublic"),
      },
      {
        name: "a number at a bound is below it",
        file: `${folder}/histogram.ts`,
        from: "number.lt(bound",
        to: "number.le(bound",
        testFile: `${tests}/selecting_test.ts`,
        test: agreesOf("histogram"),
      },
      {
        name: "matrices are multiplied row by row",
        file: `${folder}/matrices.ts`,
        from: "[left, transpose(right)]",
        to: "[left, right as readonly (readonly IntegerExpression<N, B>[])[]]",
        testFile: `${tests}/matrices_test.ts`,
        test: agreesOf("matmul"),
      },
      {
        name: "fixed-point numbers are rounded down",
        file: `${folder}/fixed_point.ts`,
        from: "value.add(1n << BigInt(fractionBits - 1)).shiftRight",
        to: "value.shiftRight",
        testFile: `${tests}/fixed_test.ts`,
        test: agreesOf("rescale"),
      },
      {
        name: "a piece of the logistic function is taken too late",
        file: `${folder}/scoring.ts`,
        from: "from: 2.6034",
        to: "from: 3.4",
        testFile: `${tests}/fixed_test.ts`,
        test:
          "logistic() stays within its error with any bits after the point, also where its pieces meet",
      },
      {
        name: "the variance of a sample is that of all",
        file: `${folder}/statistics.ts`,
        from: "numbers.length * (numbers.length - 1)",
        to: "numbers.length ** 2",
        testFile: `${tests}/statistics_test.ts`,
        test: agreesOf("sampleVariance"),
      },
      {
        name: "what is below zero is zero",
        file: `${folder}/sets.ts`,
        from: "number.lt(0).or(number.gt(0)).not()",
        to: "number.gt(0).not()",
        testFile: `${tests}/deciding_test.ts`,
        test: agreesOf("isIn"),
      },
      {
        name: "the price is that of the last who lost",
        file: `${folder}/auction.ts`,
        from: "loser.gt(ofWinner).ifElse(loser, ofWinner)",
        to: "loser",
        testFile: `${tests}/deciding_test.ts`,
        test: agreesOf("secondPrice"),
      },
      {
        name: "ballots that are no rankings count",
        file: `${folder}/vote.ts`,
        from: "isValid.ifElse(rank.mul(-1).add(length - 1), 0)",
        to: "rank.mul(-1).add(length - 1)",
        testFile: `${tests}/deciding_test.ts`,
        test: agreesOf("rankedVote"),
      },
      {
        name: "a sum of products puts arrays together, which nodes lose",
        file: `${folder}/dot.ts`,
        from:
          "return left.map((each, at) => each.mul(right[at]!)).reduce((sum, each) => sum.add(each));",
        to:
          "return array(left).innerProduct(array(right));\n}\nimport { array } from '../builders.ts';\n{",
        testFile: `${tests}/network_test.ts`,
        test: "what one function of the library gives may go into several others, also on nodes",
      },
      {
        name: "parts lose the bits that do not fit",
        file: `${folder}/parts.ts`,
        from: "|| value >> BigInt(count * bits) !== 0n",
        to: "",
        testFile: `${tests}/wide_test.ts`,
        test: "partsOf() refuses what does not fit, without a word of it",
      },
    ],
  },
  {
    promise: "What is wrong with a function of the library is told with the line of its call",
    mutants: [
      {
        name: "operations of a function have lines of the library",
        file: "src/nada/sites.ts",
        from: "now.isKept = true;",
        to: "",
        testFile: `${tests}/refusals_test.ts`,
        test:
          "all operations of a function of the library have the line of its call, and later ones their own",
      },
      {
        name: "operations after a function have its line",
        file: "src/nada/sites.ts",
        from: "now.isKept = before;",
        to: "",
        testFile: `${tests}/refusals_test.ts`,
        test:
          "all operations of a function of the library have the line of its call, and later ones their own",
      },
      {
        name: "numbers of two bases are compared",
        file: `${folder}/numbers.ts`,
        from: 'base === "boolean" || base !== bases[0]',
        to: "false",
        testFile: `${tests}/refusals_test.ts`,
        test:
          "the library refuses with the line of the call: sort() takes numbers of one base, not SecretBoolean",
      },
    ],
  },
  {
    promise: "An import of one function of the library brings only its own code",
    mutants: [
      {
        name: "a table of one function comes with all others",
        file: `${folder}/scoring.ts`,
        from: "by: [16777216, 0, 0]",
        to: "by: [2 ** 24, 0, 0]",
        testFile: `${tests}/weight_test.ts`,
        test: "an import of one function of the library brings only its own code",
      },
    ],
  },
  {
    promise: "The page has what functions of the library cost",
    mutants: [
      {
        name: "the largest numbers are taken of a network that sorts all",
        file: `${folder}/order_statistics.ts`,
        from: "selectionNetwork(numbers.length, count)",
        to: "sortingNetwork(numbers.length)",
        testFile: `${tests}/costs_test.ts`,
        test: "topK() uses up the elements that its documentation says",
      },
    ],
  },
];

// Turns cover statements into assertions of the opposite for engines that only look for
// counterexamples: one that is found is a way to reach the statement.
module \$cover (A, EN);
    input A;
    input EN;
    \$assert _TECHMAP_REPLACE_ (.A(!A), .EN(EN));
endmodule

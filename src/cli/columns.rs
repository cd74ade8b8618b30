//! Tables as they are printed: columns side by side, without lines around them.

use comfy_table::{Table, presets};

/// The text of a table, without a newline at its end and without blanks at the ends of its lines.
pub fn in_columns(mut table: Table) -> String {
    table.load_preset(presets::NOTHING);
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

//! The placeholders as a tree by the parts of their ids.

use std::collections::BTreeMap;

use minijinja::Value;

/// A name in the tree of placeholders.
#[derive(Debug, Clone)]
pub(super) enum PlaceholderNode {
    Leaf(Value),
    Branch(BTreeMap<String, PlaceholderNode>),
}

pub(super) fn put(tree: &mut BTreeMap<String, PlaceholderNode>, key: &str, node: PlaceholderNode) {
    let Some((stem, rest)) = key.split_once('.') else {
        tree.insert(key.to_owned(), node);
        return;
    };
    let branch =
        tree.entry(stem.to_owned()).or_insert_with(|| PlaceholderNode::Branch(BTreeMap::new()));
    if let PlaceholderNode::Branch(inner) = branch {
        put(inner, rest, node);
    }
}

pub(super) fn as_value(tree: &BTreeMap<String, PlaceholderNode>) -> Value {
    let of = |node: &PlaceholderNode| match node {
        PlaceholderNode::Leaf(value) => value.clone(),
        PlaceholderNode::Branch(inner) => as_value(inner),
    };
    Value::from(
        tree.iter()
            .map(|(name, node)| (name.clone(), of(node)))
            .collect::<BTreeMap<String, Value>>(),
    )
}

//! The entities that a board consists of, spawned once and kept: three canvases and a few texts.
//! What is painted on them is the business of their own files.

use bevy::{camera::visibility::NoFrustumCulling, prelude::*, sprite::Anchor};

use super::{BoardModel, BoardSystems, Painter, Placement, ShapeMaterial, effects::Effects, labels::label};

/// The children of a board.
#[derive(Component, Clone, Debug)]
pub struct BoardParts {
    /// Frame, cells and walls: repainted when the level changes.
    pub floor: Entity,
    /// Heat map and arrows: repainted when values change.
    pub values: Entity,
    /// Goals, trails, obstacles, agents, flashes: repainted every frame.
    pub pieces: Entity,
    /// The text above it, to the left.
    pub title: Entity,
    /// The text above it, to the right.
    pub note: Entity,
    /// The lowest and the highest value at the legend's ends.
    pub legend: [Entity; 2],
}

/// One of a board's meshes, in cells; its transform gives them their size.
#[derive(Component, Clone, Copy, Debug)]
pub(super) struct Canvas;

/// The material that all canvases share.
#[derive(Resource)]
struct SharedMaterial(Handle<ShapeMaterial>);

pub(super) fn plugin(app: &mut App) {
    let material = app.world_mut().resource_mut::<Assets<ShapeMaterial>>().add(ShapeMaterial::default());
    app.insert_resource(SharedMaterial(material))
        .add_systems(PostUpdate, (furnish.in_set(BoardSystems::Arrange), place.in_set(BoardSystems::Draw)));
}

fn canvas(name: &'static str, depth: f32, mesh: Handle<Mesh>, material: &SharedMaterial) -> impl Bundle {
    (
        Name::new(name),
        Canvas,
        Mesh2d(mesh),
        MeshMaterial2d(material.0.clone()),
        Transform::from_xyz(0.0, 0.0, depth),
        // Nothing to show before the first painting; and its bounds would have to be found anew at each.
        Visibility::Hidden,
        NoFrustumCulling,
    )
}

fn furnish(
    mut commands: Commands,
    meshes: Res<Assets<Mesh>>,
    material: Res<SharedMaterial>,
    bare: Query<Entity, (With<BoardModel>, Without<BoardParts>)>,
) {
    for board in &bare {
        let mut child = |bundle| commands.spawn((bundle, ChildOf(board))).id();
        let floor = child(canvas("Floor", 0.0, meshes.reserve_handle(), &material));
        let values = child(canvas("Values", 0.1, meshes.reserve_handle(), &material));
        let pieces = child(canvas("Pieces", 0.3, meshes.reserve_handle(), &material));
        let mut child = |bundle| commands.spawn((bundle, ChildOf(board))).id();
        let parts = BoardParts {
            floor,
            values,
            pieces,
            title: child(label("Title", Anchor::CENTER_LEFT, 0.5)),
            note: child(label("Note", Anchor::CENTER_RIGHT, 0.5)),
            legend: [
                child(label("Lowest", Anchor::CENTER_RIGHT, 0.5)),
                child(label("Highest", Anchor::CENTER_LEFT, 0.5)),
            ],
        };
        commands.entity(board).insert(parts);
    }
}

/// Moves boards to their places, hides those without one, and shakes those that were just hit.
fn place(
    mut boards: Query<(&Placement, &Effects, &BoardParts, &mut Transform, &mut Visibility)>,
    mut canvases: Query<&mut Transform, (With<Canvas>, Without<BoardParts>)>,
) {
    for (placement, effects, parts, mut transform, mut visibility) in &mut boards {
        visibility.set_if_neq(if placement.cell > 0.0 { Visibility::Inherited } else { Visibility::Hidden });
        let corner = placement.top_left + effects.shake() * placement.cell;
        let moved = transform.with_translation(corner.extend(transform.translation.z));
        transform.set_if_neq(moved);
        for canvas in [parts.floor, parts.values, parts.pieces] {
            if let Ok(mut transform) = canvases.get_mut(canvas) {
                let scaled = transform.with_scale(Vec3::new(placement.cell, placement.cell, 1.0));
                transform.set_if_neq(scaled);
            }
        }
    }
}

/// Puts a painting on a canvas, or hides it where there is nothing on it.
pub(super) fn hang(
    painter: Painter,
    canvas: Entity,
    canvases: &mut Query<(&Mesh2d, &mut Visibility), With<Canvas>>,
    meshes: &mut Assets<Mesh>,
) {
    let Ok((mesh, mut visibility)) = canvases.get_mut(canvas) else {
        return;
    };
    if painter.is_empty() {
        visibility.set_if_neq(Visibility::Hidden);
        return;
    }
    visibility.set_if_neq(Visibility::Inherited);
    meshes
        .insert(mesh.id(), painter.into_mesh())
        .expect("the canvas holds the handle, so its place among the meshes is still there");
}
